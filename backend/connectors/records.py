"""The shared words of all marketplaces: frozen records that connectors take and give.

Ids are text everywhere: some exceed what a float or a 64-bit number holds. A field that may be
``None`` really is absent at some marketplace, or in some chats of one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class ChatKind(StrEnum):
    BUYER = "buyer"
    SUPPORT = "support"
    MANAGER = "manager"
    DISPUTE = "dispute"
    MAILING = "mailing"
    OTHER = "other"


class ChatStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Author(StrEnum):
    """Who wrote a message; only a buyer opens a debt, only a human seller closes one."""

    BUYER = "buyer"
    SELLER = "seller"
    AUTOMATIC = "automatic"
    SUPPORT = "support"
    COURIER = "courier"
    MARKETPLACE = "marketplace"
    NOTIFICATION = "notification"
    OTHER = "other"


class ModerationState(StrEnum):
    """What the marketplace decided about a picture; it may change later for the same message."""

    NONE = "none"
    PENDING = "pending"
    PASSED = "passed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class FileKind(StrEnum):
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"


class ReadsBy(StrEnum):
    CHAT = "chat"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a marketplace can do; limits for the composer come from here."""

    text_max: int
    file_max_bytes: int
    file_types: tuple[str, ...]
    files_per_part: int
    text_with_files: bool
    reads_by: ReadsBy
    mark_read: bool
    knows_unread: bool
    push: bool
    min_poll_seconds: int
    ratings: bool = False
    products: bool = False
    orders: bool = False
    files_total_max_bytes: int | None = None
    reply_window_hours: int | None = None


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a message; the ref is opaque, is opened only through the connector, and is empty until one is shown."""

    ref: str
    kind: FileKind
    name: str | None = None
    size: int | None = None
    content_type: str | None = None

    @property
    def is_image(self) -> bool:
        return self.kind is FileKind.IMAGE


@dataclass(frozen=True, slots=True)
class RemoteChat:
    """One chat as a list shows it; ``change_mark`` differs when there is something to read."""

    id: str
    kind: ChatKind
    status: ChatStatus
    raw_kind: str = ""
    change_mark: str | None = None
    first_unread_message_id: str | None = None
    unread_count: int | None = None
    created_at: datetime | None = None
    buyer_name: str | None = field(default=None, repr=False)
    buyer_external_id: str | None = None
    order_number: str | None = None
    sku: str | None = None
    send_token: str | None = field(default=None, repr=False)

    @property
    def is_empty(self) -> bool:
        """True when the buyer opened the chat and wrote nothing: there is no history to fetch."""
        return self.change_mark == "0"


@dataclass(frozen=True, slots=True)
class RemoteMessage:
    """One message; ``sent_at`` is None when the marketplace gave no usable time."""

    id: str
    chat_id: str
    author: Author
    text: str = field(repr=False)
    sent_at: datetime | None
    raw_kind: str = ""
    author_external_id: str | None = None
    files: tuple[RemoteFile, ...] = ()
    order_number: str | None = None
    sku: str | None = None
    moderation: ModerationState = ModerationState.NONE
    is_read: bool | None = None

    @property
    def position(self) -> int:
        """Place of the message among the marketplace's messages: ids are compared as integers."""
        return int(self.id)


def newest_id(messages: Iterable[RemoteMessage]) -> str | None:
    """Id of the message that a sync mark should stand on after storing these."""
    return max((message.id for message in messages), key=int, default=None)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; ``cursor`` asks for the next part and is None when there is none.

    ``loops`` says that there would be more, and that the marketplace named no new place to go on from.
    """

    items: tuple[T, ...]
    cursor: str | None = None
    has_more: bool = False
    loops: bool = False


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A part of an account's event feed."""

    messages: tuple[RemoteMessage, ...]
    chats: tuple[RemoteChat, ...]
    cursor: str | None
    has_more: bool


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """Where a reply goes; some marketplaces want a token that arrives with reads."""

    chat_id: str
    send_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingPart:
    """What one call can carry: a text, or files, as the capabilities say."""

    text: str | None = field(default=None, repr=False)
    files: tuple[OutgoingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The marketplace accepted a part; no marketplace promises an id here."""

    accepted_at: datetime
    message_id: str | None = None
    send_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file being read; ``wait_seconds`` and ``refused`` say why there is no content yet or ever."""

    chunks: Iterator[bytes] = field(repr=False)
    content_type: str
    size: int | None = None
    wait_seconds: int | None = None
    refused: str | None = None
