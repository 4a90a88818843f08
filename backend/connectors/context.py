"""What stands beside a chat: the product and the order it is about. Nothing of the buyer's person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fulfilment(StrEnum):
    """Who delivers."""

    MARKETPLACE = "marketplace"
    SELLER = "seller"


class OrderStatus(StrEnum):
    PREPARING = "preparing"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in hundredths of the currency."""

    hundredths: int
    currency: str


@dataclass(frozen=True, slots=True)
class RemoteProduct:
    """``skus`` are all ids under which a chat or an order may name it."""

    id: str
    skus: tuple[str, ...]
    name: str
    offer_id: str = ""
    image_url: str | None = None
    price: Money | None = None
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class OrderItem:
    sku: str
    name: str
    quantity: int
    offer_id: str = ""
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class RemoteOrder:
    """One parcel of an order; ``number`` is the parcel's own."""

    number: str
    order_number: str
    fulfilment: Fulfilment
    status: OrderStatus
    raw_status: str = ""
    created_at: datetime | None = None
    ship_by: datetime | None = None
    delivered_at: datetime | None = None
    tracking_number: str = ""
    can_start_chat: bool = False
    items: tuple[OrderItem, ...] = ()
