"""Ozon's products and postings in our words; pure."""

from decimal import Decimal

from connectors.context import Fulfilment, Money, OrderItem, OrderStatus, RemoteOrder, RemoteProduct
from connectors.ozon.context_payloads import OzonItem, OzonPosting, OzonProduct
from connectors.ozon.fields import Drift, shape, word

STATUSES = {
    "awaiting_registration": OrderStatus.PREPARING,
    "acceptance_in_progress": OrderStatus.PREPARING,
    "awaiting_approve": OrderStatus.PREPARING,
    "awaiting_packaging": OrderStatus.PREPARING,
    "awaiting_verification": OrderStatus.PREPARING,
    "awaiting_deliver": OrderStatus.PREPARING,
    "driver_pickup": OrderStatus.DELIVERING,
    "delivering": OrderStatus.DELIVERING,
    "delivered": OrderStatus.DELIVERED,
    "arbitration": OrderStatus.DISPUTED,
    "client_arbitration": OrderStatus.DISPUTED,
    "not_accepted": OrderStatus.CANCELLED,
    "cancelled": OrderStatus.CANCELLED,
    "cancelled_from_split_pending": OrderStatus.CANCELLED,
}
CAN_START = "can_create_chat"
LARGEST_AMOUNT = 10**12
RAW_LENGTH = 60


def to_remote_product(raw: OzonProduct, *, drift: Drift) -> RemoteProduct:
    skus = dict.fromkeys(sku for sku in (raw.sku, *raw.other_skus) if sku not in ("", "0"))
    return RemoteProduct(
        id=raw.id,
        skus=tuple(skus),
        name=raw.name,
        offer_id=raw.offer_id,
        image_url=raw.image if raw.image.startswith("https://") else None,
        price=to_money(raw.price, raw.currency, where="product_list.items.price", drift=drift),
        is_archived=raw.is_archived,
    )


def to_remote_order(raw: OzonPosting, *, fulfilment: Fulfilment, drift: Drift) -> RemoteOrder:
    status = STATUSES.get(raw.status.strip().lower())
    if status is None and raw.status:
        drift.note("unknown_value", "posting.status", word(raw.status))
    return RemoteOrder(
        number=raw.posting_number,
        order_number=raw.order_number or order_of(raw.posting_number),
        fulfilment=fulfilment,
        status=status or OrderStatus.OTHER,
        raw_status=raw.status[:RAW_LENGTH],
        created_at=raw.created_at,
        ship_by=raw.shipment_date,
        delivered_at=raw.fact_delivery_date,
        tracking_number=raw.tracking_number,
        can_start_chat=CAN_START in raw.available_actions,
        items=tuple(to_order_item(item, drift=drift) for item in raw.items),
    )


def to_order_item(raw: OzonItem, *, drift: Drift) -> OrderItem:
    return OrderItem(
        sku=raw.sku,
        name=raw.name,
        quantity=raw.quantity,
        offer_id=raw.offer_id,
        price=to_money(raw.price, raw.currency, where="posting.products.price", drift=drift),
    )


def to_money(amount: str, currency: str, *, where: str, drift: Drift) -> Money | None:
    if not amount.strip():
        return None
    try:
        exact = Decimal(amount.strip()) * 100
    except ArithmeticError:
        exact = Decimal("NaN")
    if not exact.is_finite() or not 0 <= exact < LARGEST_AMOUNT:
        drift.note("bad_number", where, shape(amount))
        return None
    return Money(hundredths=int(exact.to_integral_value()), currency=currency or "RUB")


def order_of(posting_number: str) -> str:
    """A posting adds a number of its own to that of its order."""
    return posting_number.rpartition("-")[0] if posting_number.count("-") > 1 else posting_number
