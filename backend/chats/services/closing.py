"""Stopping the cabinets of a workspace that is to be deleted or is not paid for, and letting them go on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from accounts.models import Workspace
from accounts.services.workspace_settings import WorkspaceCloses
from billing.selectors.access import access_of
from billing.services.limits import SubscriptionRequired
from chats.models import ChatAccount
from chats.models.chat_account import ChatAccountQuerySet
from chats.services.account_states import enter_state, forget_failures
from chats.services.changes import change_feed
from chats.services.connecting import start_sync
from chats.services.schedules import suspend_looks

CLOSING: Final = WorkspaceCloses.code
UNPAID: Final = SubscriptionRequired.code


def stop_accounts(*, workspace: Workspace, code: str, now: datetime) -> None:
    """Each is paused, with a reason of its own by which it is found again; what somebody paused stays his."""
    with change_feed():
        for account in _locked(workspace).exclude(state=ChatAccount.State.PAUSED):
            enter_state(account, ChatAccount.State.PAUSED, code=code, now=now)
            suspend_looks(account)


def resume_accounts(*, workspace: Workspace, code: str, now: datetime) -> None:
    """What was stopped for this reason goes on, unless the other one holds it now.

    Should a key have died meanwhile, the first look says so.
    """
    holding = _reason_to_stop(workspace, now)
    with change_feed():
        for account in _locked(workspace).filter(state=ChatAccount.State.PAUSED, state_code=code):
            if holding is not None:
                enter_state(account, ChatAccount.State.PAUSED, code=holding, now=now)
                continue
            enter_state(account, ChatAccount.State.ACTIVE, now=now)
            forget_failures(account)
            start_sync(account)


def _reason_to_stop(workspace: Workspace, now: datetime) -> str | None:
    if workspace.closes_at is not None:
        return CLOSING
    return None if access_of(workspace, now).can_sync else UNPAID


def _locked(workspace: Workspace) -> ChatAccountQuerySet:
    return ChatAccount.objects.for_workspace(workspace).live().select_for_update(of=("self",)).order_by("pk")
