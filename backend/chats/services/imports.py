"""Progress of an import: where it stands is written in the transaction that ends a page."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q, QuerySet

from chats.models import Change, ChatAccount, SyncState
from chats.services.changes import change_feed, record

UNFINISHED = (SyncState.ImportState.PENDING, SyncState.ImportState.RUNNING)


def waiting_imports(now: datetime) -> QuerySet[SyncState]:
    """Imports that nobody is at: not begun, or left by a process that died."""
    return SyncState.objects.filter(
        Q(bulk_until=None) | Q(bulk_until__lte=now),
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
        import_state__in=UNFINISHED,
        chat_account__disconnected_at=None,
        chat_account__state=ChatAccount.State.ACTIVE,
        chat_account__can_read_history=True,
    )


def begin_import(state: SyncState, *, total: int | None, now: datetime) -> None:
    """The total is known from the start only when the whole list is short enough to be counted first."""
    _save(
        state,
        import_state=SyncState.ImportState.RUNNING,
        import_started_at=now,
        import_chats_total=total,
    )


def end_page(state: SyncState, *, chats: int, cursor: str) -> None:
    _save(state, import_chats_done=F("import_chats_done") + chats, import_cursor=cursor)


def finish_import(state: SyncState, *, chats: int, now: datetime) -> None:
    done = state.import_chats_done + chats
    _save(
        state,
        import_state=SyncState.ImportState.DONE,
        import_chats_done=done,
        import_chats_total=done,
        import_cursor="",
        import_finished_at=now,
    )


def _save(state: SyncState, **values: object) -> None:
    """One row in the change feed for one page, however many messages it held."""
    account = state.chat_account
    with change_feed():
        SyncState.objects.filter(pk=state.pk).update(**values)
        record(account.workspace_id, Change.Kind.IMPORT_PROGRESS, chat_account_id=account.pk)
    state.refresh_from_db()
