"""What people set on a connected cabinet: its title, a pause, trial mode, marking read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.actor import Actor
from accounts.services import audit
from accounts.services.workspace_settings import WorkspaceCloses
from billing.services.limits import require_sync
from chats.models import Change, ChatAccount
from chats.services.account_states import enter_state, forget_failures
from chats.services.changes import change_feed, record
from chats.services.connecting import locked, one_line, start_sync
from chats.services.schedules import suspend_looks
from core.queue import enqueue
from core.versions import expect_version


@dataclass(frozen=True)
class AccountChange:
    """Only what is named is changed."""

    title: str | None = None
    paused: bool | None = None
    sandbox: bool | None = None
    mark_read_at_marketplace: bool | None = None


def settings_of(account: ChatAccount) -> dict[str, object]:
    """What people set, in the words of the API."""
    return {
        "title": account.title,
        "paused": account.state == ChatAccount.State.PAUSED,
        "sandbox": account.sandbox,
        "mark_read_at_marketplace": account.mark_read_at_marketplace,
    }


def change_account(
    *,
    account: ChatAccount,
    actor: Actor,
    change: AccountChange,
    now: datetime,
    expected: str | None = None,
    ip: str | None = None,
) -> ChatAccount:
    with change_feed():
        current = locked(account)
        expect_version(expected, settings_of(current))
        changed = _set_values(current, change)
        if change.paused is not None and change.paused != (current.state == ChatAccount.State.PAUSED):
            if current.workspace.closes_at is not None:
                raise WorkspaceCloses
            changed["paused"] = change.paused
            if change.paused:
                _pause(current, now=now)
            else:
                require_sync(current.workspace, now=now)
                _resume(current, now=now)
        if changed:
            audit.record(
                "chat_account.changed",
                workspace=current.workspace,
                actor=actor,
                about=current,
                details=changed,
                ip=ip,
            )
            record(current.workspace_id, Change.Kind.ACCOUNT_UPDATED, chat_account_id=current.pk)
    return ChatAccount.objects.get(pk=account.pk)


def ask_for_look(*, account: ChatAccount) -> None:
    """Look now, whatever the schedule says; a look under way is not doubled.

    Where the subscription closed the messages no look can tell whether it still does: that is checked.
    """
    with change_feed():
        current = locked(account)
        enqueue("chats.look", account_id=account.pk, is_asked_for=True)
        if not current.can_read_history:
            enqueue("chats.recheck_account", account_id=account.pk)


def _set_values(account: ChatAccount, change: AccountChange) -> dict[str, object]:
    wanted: dict[str, object] = {
        "title": one_line(change.title) if change.title is not None else None,
        "sandbox": change.sandbox,
        "mark_read_at_marketplace": change.mark_read_at_marketplace,
    }
    changed = {name: value for name, value in wanted.items() if value is not None and value != getattr(account, name)}
    for name, value in changed.items():
        setattr(account, name, value)
    if changed:
        account.save(update_fields=list(changed))
    return changed


def _pause(account: ChatAccount, *, now: datetime) -> None:
    enter_state(account, ChatAccount.State.PAUSED, now=now)
    suspend_looks(account)


def _resume(account: ChatAccount, *, now: datetime) -> None:
    """Back to work; should the key have died meanwhile, the first look says so."""
    enter_state(account, ChatAccount.State.ACTIVE, now=now)
    forget_failures(account)
    start_sync(account)
