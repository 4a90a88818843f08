"""Stopping the cabinets of a workspace that is to be deleted, and letting them go on when it is not."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from accounts.models import Workspace
from chats.models import ChatAccount
from chats.models.chat_account import ChatAccountQuerySet
from chats.services.account_states import enter_state, forget_failures
from chats.services.changes import change_feed
from chats.services.connecting import start_sync
from chats.services.connection_refusals import WorkspaceCloses
from chats.services.schedules import suspend_looks

CLOSING: Final = WorkspaceCloses.code


def stop_accounts(*, workspace: Workspace, now: datetime) -> None:
    """Each is paused, with a reason of its own by which it is found again; what somebody paused stays his."""
    with change_feed():
        for account in _locked(workspace).exclude(state=ChatAccount.State.PAUSED):
            enter_state(account, ChatAccount.State.PAUSED, code=CLOSING, now=now)
            suspend_looks(account)


def resume_accounts(*, workspace: Workspace, now: datetime) -> None:
    """Should a key have died meanwhile, the first look says so."""
    with change_feed():
        for account in _locked(workspace).filter(state=ChatAccount.State.PAUSED, state_code=CLOSING):
            enter_state(account, ChatAccount.State.ACTIVE, now=now)
            forget_failures(account)
            start_sync(account)


def _locked(workspace: Workspace) -> ChatAccountQuerySet:
    return ChatAccount.objects.for_workspace(workspace).live().select_for_update(of=("self",)).order_by("pk")
