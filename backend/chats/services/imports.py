"""Progress of an import: where it stands is written in the transaction that ends a page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet

from chats.list_position import ListPosition
from chats.models import Change, Chat, ChatAccount, SyncState
from chats.services.changes import change_feed, record
from chats.services.walks import WalkEnd, counted

UNFINISHED = (SyncState.ImportState.PENDING, SyncState.ImportState.RUNNING)
# Of which not one chat could be read.
GIVEN_UP_AFTER: Final = timedelta(days=1)


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


def note_count(state: SyncState, *, counted: int, cursor: str | None, now: datetime) -> None:
    """How many chats were found ahead of the import so far; with None for a cursor all. The first count begins it."""
    _save(
        state,
        import_state=SyncState.ImportState.RUNNING,
        import_started_at=state.import_started_at or now,
        import_chats_counted=counted,
        import_count_cursor=cursor or "",
        import_chats_total=max(counted, state.import_chats_done) if cursor is None else None,
    )


def end_page(state: SyncState, position: ListPosition, *, chats: int) -> None:
    done = state.import_chats_done + chats
    total = state.import_chats_total
    _save(
        state,
        import_chats_done=done,
        # Chats are opened while the import runs: what is done is never more than all.
        import_chats_total=None if total is None else max(total, done),
        **_place(position),
    )


def finish_import(state: SyncState, how: WalkEnd, *, chats: int, now: datetime) -> None:
    done = state.import_chats_done + chats
    _save(
        state,
        import_state=SyncState.ImportState.DONE,
        import_chats_done=done,
        import_chats_total=done,
        import_count_cursor="",
        import_finished_at=now,
        **_place(ListPosition()),
        **counted(how),
    )


def has_read_nothing(state: SyncState) -> bool:
    """Whether chats are to be read of which not one could be, now or ever."""
    chats = Chat.objects.filter(chat_account=state.chat_account_id)
    return chats.exclude(pending_mark="").exists() and not chats.listed().exists()


def give_up_import(state: SyncState, *, now: datetime) -> None:
    """Looks and sweeps go on asking for the chats; a sweep that reads one makes up for the import."""
    _save(state, import_state=SyncState.ImportState.FAILED, import_finished_at=now, **_place(ListPosition()))


def start_over(state: SyncState) -> None:
    """The cursor is worth nothing any more: from the first page, where what is stored costs one call a page.

    A total that is known stays; the cursor of a count under way is no better than that of the walk.
    """
    uncounted = {"import_chats_done": 0, "import_chats_counted": 0, "import_count_cursor": ""}
    _save(state, **uncounted, **_place(ListPosition()), list_loops=F("list_loops") + 1)


def _place(position: ListPosition) -> dict[str, object]:
    return {
        "import_cursor": position.cursor,
        "import_anchor": position.anchor,
        "import_pages": position.pages,
    }


def _save(state: SyncState, **values: object) -> None:
    """One row in the change feed for one page, however many messages it held."""
    account = state.chat_account
    with change_feed():
        SyncState.objects.filter(pk=state.pk).update(**values)
        record(account.workspace_id, Change.Kind.IMPORT_PROGRESS, chat_account_id=account.pk)
    state.refresh_from_db()
