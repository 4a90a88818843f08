"""Ozon's answers about products and postings as typed values; fields about the buyer's person are passed over."""

from dataclasses import dataclass
from datetime import datetime

from connectors.errors import TemporaryFailure
from connectors.ozon.fields import Drift, Fields, id_digits
from connectors.ozon.payloads import top

# Known and not used: some hold personal data, the rest nobody reads beside a chat.
UNREAD_OF_PRODUCT = (
    "images",
    "old_price",
    "min_price",
    "barcodes",
    "description_category_id",
    "type_id",
    "statuses",
    "stocks",
    "created_at",
    "updated_at",
)
UNREAD_OF_POSTING = (
    "order_id",
    "substatus",
    "in_process_at",
    "delivering_date",
    "delivery_method",
    "customer",
    "cancellation",
    "cancel_reason_id",
    "analytics_data",
)


@dataclass(frozen=True, slots=True)
class OzonProduct:
    id: str
    sku: str
    other_skus: tuple[str, ...]
    offer_id: str
    name: str
    image: str
    price: str
    currency: str
    is_archived: bool


@dataclass(frozen=True, slots=True)
class OzonItem:
    sku: str
    name: str
    offer_id: str
    quantity: int
    price: str
    currency: str


@dataclass(frozen=True, slots=True)
class OzonPosting:
    posting_number: str
    order_number: str
    status: str
    created_at: datetime | None
    shipment_date: datetime | None
    fact_delivery_date: datetime | None
    tracking_number: str
    available_actions: tuple[str, ...]
    items: tuple[OzonItem, ...]


def read_products(raw: object, drift: Drift) -> tuple[OzonProduct, ...]:
    body = top(raw, "product_list", "items", drift)
    listed = body.items_or_none("items")
    if listed is None:
        raise TemporaryFailure("malformed_answer", detail="no list of products")
    body.done()
    return tuple(product for item in listed if (product := read_product(item, drift)))


def read_product(raw: object, drift: Drift) -> OzonProduct | None:
    item = Fields(raw, where="product_list.items", drift=drift)
    product_id = item.id("id")
    for key in UNREAD_OF_PRODUCT:
        item.raw(key)
    found = OzonProduct(
        id=product_id or "",
        sku=(item.id("sku") or "") if item.raw("sku") is not None else "",
        other_skus=tuple(sku for source in item.items("sources") if (sku := source_sku(source))),
        offer_id=item.text("offer_id"),
        name=item.text("name", needed=True),
        image=next((one for one in item.items("primary_image") if isinstance(one, str) and one), ""),
        price=item.text("price"),
        currency=item.text("currency_code"),
        is_archived=item.flag("is_archived") is True,
    )
    item.done()
    return found if product_id else None


def source_sku(raw: object) -> str | None:
    digits = id_digits(raw.get("sku")) if isinstance(raw, dict) else None
    return digits if digits != "0" else None


def read_posting(raw: object, drift: Drift) -> OzonPosting | None:
    """The answer of the two methods for one posting."""
    body = Fields(raw, where="posting", drift=drift)
    if body.raw("result", needed=True) is None:
        raise TemporaryFailure("malformed_answer", detail="no posting")
    body.done()
    return to_posting(body.raw("result"), "posting.result", drift)


def read_postings(raw: object, drift: Drift) -> tuple[OzonPosting, ...]:
    """One page of the lists; an order has fewer postings than a page holds."""
    body = top(raw, "posting_list", "postings", drift)
    listed = body.items_or_none("postings")
    if listed is None:
        raise TemporaryFailure("malformed_answer", detail="no list of postings")
    body.raw("cursor")
    body.raw("has_next")
    body.done()
    return tuple(one for item in listed if (one := to_posting(item, "posting_list.postings", drift)))


def to_posting(raw: object, where: str, drift: Drift) -> OzonPosting | None:
    item = Fields(raw, where=where, drift=drift)
    for key in UNREAD_OF_POSTING:
        item.raw(key)
    found = OzonPosting(
        posting_number=item.text("posting_number", needed=True),
        order_number=item.text("order_number"),
        status=item.text("status", needed=True),
        created_at=item.moment("created_at") or item.moment("in_process_at"),
        shipment_date=item.moment("shipment_date"),
        fact_delivery_date=item.moment("fact_delivery_date"),
        tracking_number=item.text("tracking_number"),
        available_actions=tuple(one for one in item.items("available_actions") if isinstance(one, str)),
        items=tuple(read_item(one, where, drift) for one in item.items("products")),
    )
    item.done()
    return found if found.posting_number else None


def read_item(raw: object, where: str, drift: Drift) -> OzonItem:
    """The price is a text in an answer about one posting and an object in a list."""
    item = Fields(raw, where=f"{where}.products", drift=drift)
    price, currency = "", item.text("currency_code")
    if isinstance(item.raw("price"), dict):
        amount = item.inner("price")
        price, currency = amount.text("amount"), amount.text("currency")
        amount.done()
    else:
        price = item.text("price")
    found = OzonItem(
        sku=item.text("sku"),
        name=item.text("name"),
        offer_id=item.text("offer_id"),
        quantity=item.count("quantity") or 1,
        price=price,
        currency=currency,
    )
    item.done()
    return found
