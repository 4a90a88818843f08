"""Ozon behind the shared protocols."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from connectors.accounts import AccountCheck
from connectors.base import DriftSink, ignore_drift
from connectors.context import RemoteOrder, RemoteProduct
from connectors.http import HttpTransport, Transport, origin
from connectors.ozon.account_check import AccountChecker
from connectors.ozon.capabilities import CAPABILITIES
from connectors.ozon.client import OzonClient
from connectors.ozon.context import ContextReader
from connectors.ozon.credentials import OzonCredentials
from connectors.ozon.downloads import open_download
from connectors.ozon.fields import Drift
from connectors.ozon.mapping import to_remote_chat, to_remote_message
from connectors.ozon.markdown import FileLinks
from connectors.ozon.outgoing import refuse_unsendable
from connectors.ozon.payloads import read_chat_list, read_history
from connectors.ozon.ratings import RatingReader
from connectors.ratings import RemoteRating
from connectors.records import (
    Capabilities,
    ChatAddress,
    ChatStatus,
    OpenedFile,
    OutgoingPart,
    Page,
    Receipt,
    RemoteChat,
    RemoteMessage,
)
from connectors.throttle import Lane, Limiter, utc_now

BASE_URL = "https://api-seller.ozon.ru"
PAUSES_OF_CHECK = (0.5,)
LARGEST_LIST = 100
LARGEST_HISTORY = 1000
CLOCKS_DIFFER_BY = timedelta(minutes=2)
STATUS_FILTER = {ChatStatus.OPEN: "OPENED", ChatStatus.CLOSED: "CLOSED"}


def transport_to(base_url: str) -> HttpTransport:
    """Ozon itself stands outside; only another address, which the operator chose, may lie inside."""
    return HttpTransport(base_url, outward=origin(base_url) == origin(BASE_URL))


class OzonConnector:
    """One cabinet of Ozon: reads chat by chat, sends, opens files, marks read, tells ratings, products, orders."""

    def __init__(
        self,
        credentials: OzonCredentials,
        *,
        limiter: Limiter,
        base_url: str = BASE_URL,
        transport: Transport | None = None,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        on_drift: DriftSink = ignore_drift,
        lane: Lane = Lane.BACKGROUND,
    ) -> None:
        transport = transport or transport_to(base_url)
        self.drift = Drift(on_drift)
        self._now = now
        self._lane = lane
        self._base_url = transport.base_url
        self._links = FileLinks(
            base_url=self._base_url, on_foreign=lambda: self.drift.note("foreign_file", "history.messages.data")
        )
        make_client = partial(
            OzonClient,
            credentials,
            transport=transport,
            limiter=limiter,
            now=now,
            sleep=sleep,
            on_drift=self.drift.note,
        )
        self._client = make_client()
        self._context = ContextReader(self._client, drift=self.drift, lane=lane, now=now)
        # A person waits for the result of a check, which makes several calls.
        in_a_hurry = make_client(retry_pauses=PAUSES_OF_CHECK)
        self._checker = AccountChecker(credentials, client=in_a_hurry, drift=self.drift, now=now)

    @property
    def capabilities(self) -> Capabilities:
        return CAPABILITIES

    def check(self) -> AccountCheck:
        return self._checker.run()

    def list_chats(
        self,
        *,
        only_unread: bool = False,
        status: ChatStatus | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page[RemoteChat]:
        raw = self._client.chat_list(
            chat_status=STATUS_FILTER.get(status, "ALL") if status else "ALL",
            unread_only=only_unread,
            cursor=cursor or "",
            limit=clamp(limit, LARGEST_LIST),
            lane=self._lane,
        )
        page = read_chat_list(raw, self.drift)
        chats = tuple(to_remote_chat(chat, drift=self.drift) for chat in page.chats)
        # The same page would come for ever.
        loops = page.has_next and page.cursor in ("", cursor)
        if loops:
            self.drift.note("cursor_loop", "chat_list.cursor")
        more = page.has_next and not loops
        return Page(items=chats, cursor=page.cursor if more else None, has_more=more, loops=loops)

    def list_messages(self, *, chat_id: str, after: str, limit: int = LARGEST_HISTORY) -> Page[RemoteMessage]:
        messages, has_next = self._history(
            chat_id, limit=limit, direction="Forward", from_message_id=int(after), inclusive=True
        )
        known = int(after)
        fresh = sorted((message for message in messages if message.position > known), key=position)
        more = has_next and bool(fresh)
        return Page(items=tuple(fresh), cursor=fresh[-1].id if more else None, has_more=more)

    def list_messages_back(self, *, chat_id: str, before: str | None = None, limit: int = 100) -> Page[RemoteMessage]:
        edge = None if before is None else int(before)
        messages, has_next = self._history(
            chat_id, limit=limit, direction="Backward", from_message_id=edge, inclusive=edge is not None
        )
        older = [message for message in messages if edge is None or message.position < edge]
        older.sort(key=position, reverse=True)
        more = has_next and bool(older)
        return Page(items=tuple(older), cursor=older[-1].id if more else None, has_more=more)

    def get_messages(self, *, chat_id: str, ids: Sequence[str]) -> tuple[RemoteMessage, ...]:
        if not ids:
            return ()
        wanted = list(dict.fromkeys(ids))[:LARGEST_HISTORY]
        raw = self._client.chat_history(chat_id=chat_id, message_ids=wanted, limit=len(wanted), lane=self._lane)
        messages, _ = self._messages(chat_id, raw)
        return tuple(sorted((message for message in messages if message.id in wanted), key=position))

    def send(self, *, to: ChatAddress, part: OutgoingPart) -> Receipt:
        refuse_unsendable(part)
        if part.text is not None:
            self._client.send_message(chat_id=to.chat_id, text=part.text)
        else:
            file = part.files[0]
            self._client.send_file(chat_id=to.chat_id, name=file.name, content=file.content)
        return Receipt(accepted_at=self._now())

    def open_file(self, *, ref: str) -> OpenedFile:
        return open_download(self._client, ref=ref, base_url=self._base_url)

    def mark_read(self, *, chat_id: str, up_to: str) -> None:
        self._client.read(chat_id=chat_id, from_message_id=int(up_to), lane=self._lane)

    def ratings(self, *, since: date, until: date) -> tuple[RemoteRating, ...]:
        return RatingReader(self._client, drift=self.drift, lane=self._lane).read(since=since, until=until)

    def products(self, *, skus: Sequence[str]) -> tuple[RemoteProduct, ...]:
        return self._context.products(skus)

    def orders(self, *, order_number: str) -> tuple[RemoteOrder, ...]:
        return self._context.orders(order_number)

    def _history(
        self, chat_id: str, *, limit: int, direction: str, from_message_id: int | None, inclusive: bool
    ) -> tuple[tuple[RemoteMessage, ...], bool]:
        """One page; the answer begins with the message that was named, so one more is asked for."""
        raw = self._client.chat_history(
            chat_id=chat_id,
            limit=clamp(limit + inclusive, LARGEST_HISTORY),
            direction=direction,
            from_message_id=from_message_id,
            lane=self._lane,
        )
        return self._messages(chat_id, raw)

    def _messages(self, chat_id: str, raw: object) -> tuple[tuple[RemoteMessage, ...], bool]:
        page = read_history(raw, self.drift)
        unique = {
            message.message_id: to_remote_message(message, chat_id=chat_id, links=self._links, drift=self.drift)
            for message in page.messages
        }
        if goes_back_in_time(unique.values()):
            self.drift.note("time_jump", "history.messages.created_at")
        return tuple(unique.values()), page.has_next


def goes_back_in_time(messages: Iterable[RemoteMessage]) -> bool:
    """True when a message with a larger id is clearly older; ids and times of one moment may differ a little."""
    latest: datetime | None = None
    for message in sorted(messages, key=position):
        if message.sent_at is None:
            continue
        if latest is not None and latest - message.sent_at > CLOCKS_DIFFER_BY:
            return True
        latest = message.sent_at if latest is None else max(latest, message.sent_at)
    return False


def position(message: RemoteMessage) -> int:
    return message.position


def clamp(limit: int, largest: int) -> int:
    return max(1, min(limit, largest))
