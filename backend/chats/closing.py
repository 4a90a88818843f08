"""What happens to cabinets while the deletion of their workspace is pending."""

from typing import Any

from django.utils import timezone

from accounts.models import Workspace
from accounts.signals import workspace_closes, workspace_reopens
from chats.services.closing import resume_accounts, stop_accounts


def listen() -> None:
    workspace_closes.connect(_stop, dispatch_uid="chats.closing")
    workspace_reopens.connect(_resume, dispatch_uid="chats.closing")


def _stop(*, workspace: Workspace, **_: Any) -> None:
    stop_accounts(workspace=workspace, now=timezone.now())


def _resume(*, workspace: Workspace, **_: Any) -> None:
    resume_accounts(workspace=workspace, now=timezone.now())
