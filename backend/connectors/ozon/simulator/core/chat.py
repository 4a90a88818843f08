from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from connectors.ozon.simulator.core.message import CUSTOMER, SELLER, Message

BUYER_KINDS = frozenset({"BUYER_SELLER", "BUYER_SELLER_SELECT"})
MAILING_KINDS = frozenset(
    {
        "UNSPECIFIED",
        "SELLER_API_UPDATES",
        "SELLER_API_NOTIFICATIONS",
        "SELLER_NOTIFICATION_LOGISTICS",
        "SELLER_NOTIFICATION_UPDATE_CONTENT",
    }
)
OPENED = "OPENED"
CLOSED = "CLOSED"
FBS_SCHEMES = frozenset({"fbs", "rfbs"})


@dataclass(slots=True, eq=False)
class Chat:
    chat_id: str
    client_id: str
    kind: str
    created_at: int
    activity: int
    status: str = OPENED
    disabled: bool = False
    scheme: str = ""
    order_number: str = ""
    sku: str = ""
    paid_at: int = 0
    delivered_at: int = 0
    buyer_id: str = ""
    buyer_name: str = ""
    read_up_to: int = 0
    buyer_read_up_to: int = 0
    unread: int = 0
    unread_without_messages: int = 0
    """Mailings show hundreds of unread messages; nobody needs them all to be stored."""
    messages: list[Message] = field(default_factory=list)
    """Published messages, by id."""
    coming: list[Message] = field(default_factory=list)
    """Accepted messages that the history does not show yet."""

    @property
    def is_with_buyer(self) -> bool:
        return self.kind in BUYER_KINDS

    @property
    def is_mailing(self) -> bool:
        return self.kind in MAILING_KINDS

    @property
    def last_message_id(self) -> int:
        return self.messages[-1].message_id if self.messages else 0

    @property
    def unread_count(self) -> int:
        return self.unread + self.unread_without_messages

    def first_unread_message_id(self) -> int:
        if not self.unread:
            return 0
        place = self.place_of(self.read_up_to + 1)
        return next((m.message_id for m in self.messages[place:] if m.author != SELLER), 0)

    def place_of(self, message_id: int) -> int:
        return bisect_left(self.messages, message_id, key=_message_id)

    def message(self, message_id: int) -> Message | None:
        place = self.place_of(message_id)
        if place < len(self.messages) and self.messages[place].message_id == message_id:
            return self.messages[place]
        return None

    def add(self, message: Message) -> None:
        insort(self.messages, message, key=_message_id)
        if message.author != SELLER and message.message_id > self.read_up_to:
            self.unread += 1

    def mark_read(self, message_id: int) -> None:
        """Read by the shop: this message and everything before it."""
        if message_id >= self.last_message_id:
            self.unread_without_messages = 0
        if message_id > self.read_up_to:
            self.read_up_to = message_id
            place = self.place_of(message_id + 1)
            self.unread = sum(m.author != SELLER for m in self.messages[place:])

    def last_message_by(self, author: str) -> Message | None:
        return next((m for m in reversed(self.messages) if m.author == author), None)

    def seller_messages(self) -> int:
        return sum(m.author == SELLER for m in [*self.messages, *self.coming])

    def buyer_waits(self) -> bool:
        """Whether the newest word between the two is the buyer's."""
        for message in reversed(self.messages):
            if message.author in (SELLER, CUSTOMER):
                return message.author == CUSTOMER and not self.coming
        return False


def _message_id(message: Message) -> int:
    return message.message_id
