"""What happens to cabinets while a workspace is to be deleted, or is not paid for any more."""

from typing import Any

from django.utils import timezone

from accounts.access import AccessState
from accounts.models import Workspace
from accounts.signals import workspace_closes, workspace_reopens
from billing.signals import access_changed
from chats.services.closing import CLOSING, UNPAID, resume_accounts, stop_accounts


def listen() -> None:
    workspace_closes.connect(_stop, dispatch_uid="chats.closing")
    workspace_reopens.connect(_resume, dispatch_uid="chats.closing")
    access_changed.connect(_follow_access, dispatch_uid="chats.closing")


def _stop(*, workspace: Workspace, **_: Any) -> None:
    stop_accounts(workspace=workspace, code=CLOSING, now=timezone.now())


def _resume(*, workspace: Workspace, **_: Any) -> None:
    resume_accounts(workspace=workspace, code=CLOSING, now=timezone.now())


def _follow_access(*, workspace: Workspace, before: AccessState, after: AccessState, **_: Any) -> None:
    if after == AccessState.STOPPED:
        stop_accounts(workspace=workspace, code=UNPAID, now=timezone.now())
    elif before == AccessState.STOPPED:
        resume_accounts(workspace=workspace, code=UNPAID, now=timezone.now())
