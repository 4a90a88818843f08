"""A cabinet of any size that is made page by page, so that only its reader can grow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.records import Author, ChatKind, ChatStatus, Page, RemoteChat, RemoteMessage

FIRST_ID = 3_000_000_002_900_000_000
PAGE = 100


@dataclass
class LargeCabinet:
    """Makes each page when it is asked for; chat 0 is the newest, and every third chat holds a message."""

    chats: int
    began_at: datetime
    take: Callable[[], None] = lambda: None
    listed: list[int] = field(default_factory=list)
    read: list[int] = field(default_factory=list)

    def list_chats(
        self,
        *,
        only_unread: bool = False,
        status: ChatStatus | None = None,
        cursor: str | None = None,
        limit: int = PAGE,
    ) -> Page[RemoteChat]:
        self.take()
        start = int(cursor or 0)
        self.listed.append(start)
        stop = min(start + PAGE, self.chats)
        if only_unread:
            return Page(items=())
        items = tuple(self._chat(number) for number in range(start, stop))
        return Page(items=items, cursor=str(stop) if stop < self.chats else None, has_more=stop < self.chats)

    def list_messages_back(self, *, chat_id: str, before: str | None = None, limit: int = 100) -> Page[RemoteMessage]:
        self.take()
        number = int(chat_id)
        self.read.append(number)
        message = RemoteMessage(
            id=self._mark(number),
            chat_id=chat_id,
            author=Author.BUYER,
            text=f"Вопрос № {number}",
            sent_at=self.began_at - timedelta(minutes=number),
        )
        return Page(items=(message,))

    def list_messages(self, *, chat_id: str, after: str, limit: int = 1000) -> Page[RemoteMessage]:
        raise AssertionError("nothing new is written in this cabinet")

    def get_messages(self, *, chat_id: str, ids: Sequence[str]) -> tuple[RemoteMessage, ...]:
        raise AssertionError("there is no picture in this cabinet")

    def _chat(self, number: int) -> RemoteChat:
        return RemoteChat(str(number), ChatKind.BUYER, ChatStatus.OPEN, change_mark=self._mark(number))

    def _mark(self, number: int) -> str:
        return "0" if number % 3 else str(FIRST_ID + self.chats - number)
