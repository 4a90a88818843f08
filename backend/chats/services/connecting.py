"""Connecting a cabinet, replacing its key, disconnecting it. Nothing is saved before the key has proven itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services import audit
from accounts.services.workspace_settings import WorkspaceCloses
from billing.services.limits import refuse_more_chat_accounts, require_sync_or_trial
from billing.services.subscriptions import begin_trial
from chats.models import Change, ChatAccount, SyncState
from chats.selectors.chat_accounts import count_live
from chats.services.account_abilities import FOUND_BY_CHECK, NO_READING, take_over_findings
from chats.services.account_states import enter_state, forget_failures, let_in
from chats.services.changes import change_feed, record
from chats.services.connection_refusals import (
    AccountAlreadyConnected,
    AccountConnectedElsewhere,
    AccountDisconnected,
    CheckFailed,
    DifferentCabinet,
)
from chats.services.schedules import remove_looks, schedule_looks
from connectors.accounts import RemoteAccount
from connectors.base import ReadsByChat
from core.queue import enqueue


@dataclass(frozen=True)
class Candidate:
    """A cabinet somebody wants to connect: its id, the sealed key, and a connector that speaks with this key."""

    marketplace: str
    external_id: str
    key_hint: str
    sealed: str = field(repr=False)
    connector: ReadsByChat = field(repr=False)


def connect_account(
    *, workspace: Workspace, actor: Actor, candidate: Candidate, title: str, now: datetime, ip: str | None = None
) -> ChatAccount:
    """Connect a cabinet after a live check; one that was disconnected here comes back with its history.

    That the cabinet is live in another workspace is told only to somebody whose key works.
    """
    if workspace.closes_at is not None:
        raise WorkspaceCloses
    require_sync_or_trial(workspace, now=now)
    found = let_through(candidate.connector, now=now)
    live = live_accounts(candidate.marketplace, candidate.external_id)
    if live.filter(workspace=workspace).exists():
        raise AccountAlreadyConnected
    try:
        with change_feed():
            begin_trial(workspace=workspace, author=actor, now=now)
            if live.filter(workspace=workspace).exists():
                raise AccountAlreadyConnected
            refuse_more_chat_accounts(workspace, connected=count_live(workspace), now=now)
            account = _put_in_place(workspace, candidate, found, title=title, now=now)
            audit.record("chat_account.connected", workspace=workspace, actor=actor, about=account, ip=ip)
            record(workspace.pk, Change.Kind.ACCOUNT_UPDATED, chat_account_id=account.pk)
            start_sync(account)
    except IntegrityError:
        # Two connected the same cabinet at once, or it is live elsewhere: the database let one of them through.
        if live.filter(workspace=workspace).exists():
            raise AccountAlreadyConnected from None
        if live.exists():
            raise AccountConnectedElsewhere from None
        raise
    return account


def replace_key(
    *, account: ChatAccount, actor: Actor, candidate: Candidate, now: datetime, ip: str | None = None
) -> ChatAccount:
    """Take a new key of the same cabinet; the sync goes on from where it stood."""
    if candidate.external_id != account.external_id:
        raise DifferentCabinet(attr="credentials.client_id")
    found = let_through(candidate.connector, now=now)
    with change_feed():
        current = locked(account)
        current.credentials = candidate.sealed
        current.key_hint = candidate.key_hint
        take_over_findings(current, found, now=now)
        current.save(update_fields=["credentials", "key_hint", *FOUND_BY_CHECK])
        if current.state != ChatAccount.State.PAUSED and not found.can_read:
            enter_state(current, ChatAccount.State.NEEDS_SUBSCRIPTION, code=NO_READING, now=now)
        elif found.can_read:
            let_in(current, now=now)
        audit.record("chat_account.key_replaced", workspace=current.workspace, actor=actor, about=current, ip=ip)
        record(current.workspace_id, Change.Kind.ACCOUNT_UPDATED, chat_account_id=current.pk)
        forget_failures(current)
        if current.state != ChatAccount.State.PAUSED:
            start_sync(current)
    return ChatAccount.objects.get(pk=account.pk)


def disconnect(*, account: ChatAccount, actor: Actor, now: datetime, ip: str | None = None) -> None:
    """Erase the key and stop; chats stay readable. A second call changes nothing."""
    with change_feed():
        current = ChatAccount.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=account.pk)
        if not current.is_live:
            return
        current.credentials = ""
        current.disconnected_at = now
        current.save(update_fields=["credentials", "disconnected_at"])
        remove_looks(current)
        audit.record("chat_account.disconnected", workspace=current.workspace, actor=actor, about=current, ip=ip)
        record(current.workspace_id, Change.Kind.ACCOUNT_UPDATED, chat_account_id=current.pk)


def locked(account: ChatAccount) -> ChatAccount:
    """The row for a change that only a connected cabinet allows."""
    current = ChatAccount.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=account.pk)
    if not current.is_live:
        raise AccountDisconnected
    return current


def let_through(connector: ReadsByChat, *, now: datetime) -> RemoteAccount:
    """What the live check found; CheckFailed when the cabinet cannot work with this key."""
    checked = connector.check()
    if checked.problem is not None:
        raise CheckFailed(checked.problem, now=now)
    return checked.account


def start_sync(account: ChatAccount) -> None:
    """The schedule, and the first look and import at once."""
    schedule_looks(account)
    enqueue("chats.look", account_id=account.pk, is_asked_for=True)
    enqueue("chats.import_slice", account_id=account.pk)


def _put_in_place(
    workspace: Workspace, candidate: Candidate, found: RemoteAccount, *, title: str, now: datetime
) -> ChatAccount:
    former = ChatAccount.objects.for_workspace(workspace).select_for_update(of=("self",))
    account = former.filter(marketplace=candidate.marketplace, external_id=candidate.external_id).first()
    if account is None:
        account = ChatAccount(workspace=workspace, marketplace=candidate.marketplace, external_id=candidate.external_id)
    account.title = one_line(title) or account.title or one_line(found.name or "") or _plain_title(candidate)
    account.credentials = candidate.sealed
    account.key_hint = candidate.key_hint
    account.state = ChatAccount.State.ACTIVE if found.can_read else ChatAccount.State.NEEDS_SUBSCRIPTION
    account.state_code = "" if found.can_read else NO_READING
    account.state_changed_at = now
    account.connected_at = now
    account.disconnected_at = None
    take_over_findings(account, found, now=now)
    account.save()
    SyncState.objects.update_or_create(chat_account=account, defaults=_fresh_start(now))
    return account


def _fresh_start(now: datetime) -> dict[str, object]:
    """After a pause without a key everything is read again; what is stored already costs one call a page."""
    return {
        "fresh_at": None,
        "next_attempt_at": None,
        "failures_in_row": 0,
        "last_error_code": "",
        "last_error_at": None,
        "import_state": SyncState.ImportState.PENDING,
        "import_cursor": "",
        "import_anchor": "",
        "import_pages": 0,
        "import_chats_counted": 0,
        "import_count_cursor": "",
        "import_since": now - timedelta(days=settings.IMPORT_DAYS),
        "import_chats_done": 0,
        "import_chats_total": None,
        "import_started_at": None,
        "import_finished_at": None,
        "next_sweep_at": None,
        "next_full_sweep_at": None,
        "sweep_scope": "",
        "sweep_cursor": "",
        "sweep_anchor": "",
        "sweep_pages": 0,
        "sweep_started_at": None,
    }


def one_line(title: str) -> str:
    return " ".join(title.split())[:200]


def _plain_title(candidate: Candidate) -> str:
    return f"{candidate.marketplace.capitalize()} {candidate.external_id}"


def live_accounts(marketplace: str, external_id: str) -> QuerySet[ChatAccount]:
    """Where this cabinet is connected now: nowhere, or in one place, in whatever workspace."""
    return ChatAccount.objects.live().filter(marketplace=marketplace, external_id=external_id)
