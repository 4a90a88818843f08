"""The import after connecting: the whole list, newest chats first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from chats.list_position import ListPosition
from chats.models import SyncRun, SyncState
from chats.services.imports import (
    GIVEN_UP_AFTER,
    UNFINISHED,
    end_page,
    finish_import,
    give_up_import,
    has_read_nothing,
    note_count,
    start_over,
)
from chats.services.walks import WalkEnd
from chats.sync import walking
from chats.sync.reading import Reader
from chats.sync.roster import ToRead, is_inbox
from chats.sync.troubles import NOTHING_SHOWN, is_unpaid
from chats.sync.walking import SLICE_SECONDS, Clock, Connect, Next, may_walk
from connectors.errors import Rejected, TemporaryFailure
from connectors.records import ChatStatus, RemoteChat

__all__ = ["SLICE_SECONDS", "Import", "Next", "run_slice"]

PAGES_COUNTED_FIRST: Final = 20
PAGES_COUNTED_IN_SLICE: Final = 5


def run_slice(*, account_id: int, connect: Connect, clock: Clock, seconds: float = SLICE_SECONDS) -> Next:
    return walking.run_slice(account_id=account_id, errand_of=import_of, connect=connect, clock=clock, seconds=seconds)


def import_of(state: SyncState, now: datetime) -> Import | None:
    return Import(state) if may_walk(state, now) and state.import_state in UNFINISHED else None


@dataclass
class Import:
    """Fills the account with the past, which raises no unread, and counts ahead how much there is."""

    state: SyncState
    kind: ClassVar[SyncRun.Kind] = SyncRun.Kind.IMPORT
    status: ClassVar[ChatStatus | None] = None
    is_historic: ClassVar[bool] = True
    seconds_per_call: ClassVar[float] = 0.0

    @property
    def position(self) -> ListPosition:
        state = self.state
        return ListPosition(cursor=state.import_cursor, anchor=state.import_anchor, pages=state.import_pages)

    def begin(self, reader: Reader, *, now: datetime, is_late: Callable[[], bool]) -> None:
        """A short list is counted as a whole first; of a long one each slice counts some pages more."""
        if self.state.import_started_at is None:
            count_on(reader, self.state, pages=PAGES_COUNTED_FIRST, now=now, is_late=is_late)
        elif self.state.import_chats_total is None:
            count_on(reader, self.state, pages=PAGES_COUNTED_IN_SLICE, now=now, is_late=is_late)

    def read_again(self, listed: Sequence[RemoteChat]) -> list[ToRead]:
        return []

    def end_page(self, position: ListPosition, *, chats: int) -> None:
        end_page(self.state, position, chats=chats)

    def end(self, how: WalkEnd, *, chats: int, now: datetime) -> None:
        """An import that has read nothing is not done: it tries again, but not for ever."""
        if has_read_nothing(self.state):
            if self._is_young(now):
                raise TemporaryFailure(NOTHING_SHOWN)
            give_up_import(self.state, now=now)
            return
        finish_import(self.state, how, chats=chats, now=now)

    def lose_cursor(self, *, now: datetime) -> None:
        start_over(self.state)

    def _is_young(self, now: datetime) -> bool:
        began = self.state.import_started_at
        return began is None or now - began < GIVEN_UP_AFTER


def count_on(reader: Reader, state: SyncState, *, pages: int, now: datetime, is_late: Callable[[], bool]) -> None:
    """Count the chats of the next pages; at the end of the list the total is known.

    Where the marketplace no longer takes the cursor the next slice counts anew: the walk does not wait for a count.
    """
    counted, cursor = state.import_chats_counted, state.import_count_cursor or None
    for _ in range(pages):
        try:
            page = reader.list_chats(cursor=cursor)
        except Rejected as error:
            if cursor is None or is_unpaid(error):
                raise
            note_count(state, counted=0, cursor="", now=now)
            return
        counted += sum(is_inbox(chat) for chat in page.items)
        cursor = page.cursor
        if cursor is None or is_late():
            break
    note_count(state, counted=counted, cursor=cursor, now=now)
