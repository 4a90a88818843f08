"""What a connector must be able to do; the sync engine knows only these protocols."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, runtime_checkable

from connectors.accounts import AccountCheck
from connectors.context import RemoteOrder, RemoteProduct
from connectors.ratings import RemoteRating
from connectors.records import (
    Capabilities,
    ChatAddress,
    ChatStatus,
    FeedPage,
    OpenedFile,
    OutgoingPart,
    Page,
    Receipt,
    RemoteChat,
    RemoteMessage,
)


class DriftSink(Protocol):
    """Told each time an answer differs from what is documented; the sample holds nobody's words."""

    def __call__(self, kind: str, where: str, sample: str) -> None: ...


def ignore_drift(kind: str, where: str, sample: str) -> None:
    """The sink of those who do not listen."""


class Sending(Protocol):
    """The part every marketplace has."""

    @property
    def capabilities(self) -> Capabilities: ...

    def check(self) -> AccountCheck:
        """Try the account step by step; an account that cannot be connected is a result, not an exception."""

    def send(self, *, to: ChatAddress, part: OutgoingPart) -> Receipt:
        """Make one attempt to hand over one part; never repeats it by itself."""

    def open_file(self, *, ref: str) -> OpenedFile:
        """Open a file of a message for streaming."""


class ReadsByChat(Sending, Protocol):
    """A marketplace that is read chat by chat (Ozon, Yandex Market)."""

    def list_chats(
        self,
        *,
        only_unread: bool = False,
        status: ChatStatus | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> Page[RemoteChat]:
        """One page of chats. The status filter is a hint: every chat says its own status."""

    def list_messages(self, *, chat_id: str, after: str, limit: int = 1000) -> Page[RemoteMessage]:
        """Messages after a known one, oldest first; the cursor is the next ``after``."""

    def list_messages_back(self, *, chat_id: str, before: str | None = None, limit: int = 100) -> Page[RemoteMessage]:
        """Messages before a known one, or the newest, newest first; the cursor is the next ``before``."""

    def get_messages(self, *, chat_id: str, ids: Sequence[str]) -> tuple[RemoteMessage, ...]:
        """Look again at chosen messages, for instance pictures in moderation."""


class ReadsByFeed(Sending, Protocol):
    """A marketplace that is read through one feed of the account (Wildberries)."""

    def read_feed(self, *, cursor: str | None) -> FeedPage: ...

    def list_chats(self) -> list[RemoteChat]: ...


@runtime_checkable
class MarksRead(Protocol):
    """A marketplace that can be told what was read."""

    def mark_read(self, *, chat_id: str, up_to: str) -> None:
        """Mark this message and all before it as read."""


@runtime_checkable
class GivesRatings(Protocol):
    """A marketplace that measures itself how fast buyers are answered, and tells."""

    def ratings(self, *, since: date, until: date) -> tuple[RemoteRating, ...]:
        """The ratings of chats now and at each day of the period; Rejected where the cabinet may not see them."""


@runtime_checkable
class KnowsProducts(Protocol):
    """A marketplace that tells what a product is. Every chat may be about none, and a key may not be allowed to ask."""

    def products(self, *, skus: Sequence[str]) -> tuple[RemoteProduct, ...]:
        """Those of these ids that the cabinet sells; match them by all ids of a product. Rejected without the right."""


@runtime_checkable
class KnowsOrders(Protocol):
    """A marketplace that tells how an order stands."""

    def orders(self, *, order_number: str) -> tuple[RemoteOrder, ...]:
        """The parcels of an order, none when it is unknown. Rejected without the right."""
