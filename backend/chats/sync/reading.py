"""Reading one chat: what came after the last known message, and its past down to the depth of the import."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chats.models import Chat
from chats.sync.apply import ChatPage, ClockTurn, store_pages
from chats.sync.marks import settle
from chats.sync.moments import reaches
from chats.sync.overlap import read_from
from chats.sync.settling import end_settling
from connectors.base import ReadsByChat
from connectors.records import ChatStatus, Page, RemoteChat, RemoteMessage

HISTORY_PAGE = 1000
MOST_PAGES = 50


def never() -> bool:
    return False


def deadline(seconds: float) -> Callable[[], bool]:
    """A question that is answered with yes once the seconds have passed."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


@dataclass
class Reader:
    """The reads of one run, counted, and not more often than one in so many seconds."""

    connector: ReadsByChat
    calls: int = 0
    seconds_per_call: float = 0.0
    _called_at: float = field(default=0.0, init=False)

    def list_chats(
        self, *, only_unread: bool = False, status: ChatStatus | None = None, cursor: str | None = None
    ) -> Page[RemoteChat]:
        self._count()
        return self.connector.list_chats(only_unread=only_unread, status=status, cursor=cursor)

    def after(self, chat: Chat, *, last_id: str) -> Page[RemoteMessage]:
        self._count()
        return self.connector.list_messages(chat_id=chat.external_id, after=last_id, limit=HISTORY_PAGE)

    def before(self, chat: Chat, *, first_id: str | None) -> Page[RemoteMessage]:
        self._count()
        return self.connector.list_messages_back(chat_id=chat.external_id, before=first_id, limit=HISTORY_PAGE)

    def again(self, chat: Chat, *, ids: Sequence[str]) -> tuple[RemoteMessage, ...]:
        """Chosen messages of a chat as they are now."""
        self._count()
        return self.connector.get_messages(chat_id=chat.external_id, ids=ids)

    def _count(self) -> None:
        self.calls += 1
        if not self.seconds_per_call:
            return
        early = self._called_at + self.seconds_per_call - time.monotonic()
        if self._called_at and early > 0:
            time.sleep(early)
        self._called_at = time.monotonic()


@dataclass
class HistoryRead:
    """What reading one chat gave; complete when the marketplace had no more to show."""

    chat: Chat
    is_complete: bool = False
    hit_page_limit: bool = False
    created: int = 0
    updated: int = 0


def read_history(
    connector: ReadsByChat | Reader,
    chat: Chat,
    *,
    now: datetime,
    mark: str | None = None,
    since: datetime | None = None,
    historic: bool = False,
    is_late: Callable[[], bool] = never,
    hold: Callable[[ChatPage], None] | None = None,
) -> HistoryRead:
    """Fetch and store what a chat holds beyond what we know.

    Each page is stored before the next is fetched, and the ids that the next fetch starts from move with it, so a
    run that dies goes on where it stopped. `mark` is what the list says of the chat; `since` how deep the past of
    a chat is read that was never read to its end; `is_late` stops between two pages. `hold` takes a short chat that
    is new as a whole, to be stored together with others.
    """
    reader = connector if isinstance(connector, Reader) else Reader(connector)
    walk = _Walk(
        reader=reader, result=HistoryRead(chat=chat), now=now, mark=mark, historic=historic, is_late=is_late, hold=hold
    )
    if chat.last_external_id:
        walk.forward()
        if walk.result.is_complete and not chat.history_is_complete:
            walk.is_settled = True
            walk.backward(before=chat.first_external_id, since=since)
    else:
        walk.backward(before=None, since=since)
    return walk.result


@dataclass
class _Walk:
    reader: Reader
    result: HistoryRead
    now: datetime
    mark: str | None
    historic: bool
    is_late: Callable[[], bool]
    hold: Callable[[ChatPage], None] | None = None
    is_settled: bool = False

    def forward(self) -> None:
        chat = self.result.chat
        last_id = read_from(chat, now=self.now)
        if last_id is None:
            whole = self.reader.before(chat, first_id=None)
            if not whole.has_more:
                self._store(whole.items, is_last=True, is_past_known=False)
                return
        for _ in range(MOST_PAGES):
            page = self.reader.after(chat, last_id=last_id or chat.last_external_id)
            last_id = page.cursor if page.has_more else None
            self._store(page.items, is_last=last_id is None, is_past_known=False)
            if last_id is None or self.is_late():
                return
        self.result.hit_page_limit = True

    def backward(self, *, before: str | None, since: datetime | None) -> None:
        self.result.is_complete = False
        first_id = before
        for number in range(1, MOST_PAGES + 1):
            page = self.reader.before(self.result.chat, first_id=first_id)
            first_id = page.cursor if page.has_more and not reaches(page.items, since) else None
            stops = first_id is None or self.is_late()
            is_between = not stops and 1 < number < MOST_PAGES
            self._store(page.items, is_last=first_id is None, is_past_known=first_id is None, is_between=is_between)
            if stops:
                return
        self.result.hit_page_limit = True

    def _store(
        self, messages: Sequence[RemoteMessage], *, is_last: bool, is_past_known: bool, is_between: bool = False
    ) -> None:
        """One page and what it says about the walk, in one transaction."""

        def note(chat: Chat) -> None:
            if is_past_known:
                chat.history_is_complete = True
            if is_last and not self.is_settled:
                settle(chat, self.mark, now=self.now)
                end_settling(chat, now=self.now)

        clock = ClockTurn.LATER if is_between else ClockTurn.ALWAYS if is_past_known else ClockTurn.WHEN_NEW
        page = ChatPage(self.result.chat.pk, messages, note, clock)
        self.result.is_complete = is_last
        if self.hold is not None and is_past_known and not self.result.chat.last_external_id:
            self.hold(page)
            return
        stored = store_pages([page], now=self.now, historic=self.historic)[0]
        self.result.chat = stored.chat
        self.result.created += len(stored.created)
        self.result.updated += len(stored.updated)
