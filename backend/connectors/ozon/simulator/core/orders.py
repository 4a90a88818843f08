"""What a shop sells and what was bought: the postings that were named, and one for every chat about an order."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from connectors.ozon.simulator.core.account import Posting, Product
from connectors.ozon.simulator.core.chat import FBS_SCHEMES
from connectors.ozon.simulator.core.moments import DAY
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.windows import start_refusal

PACKED_WITHIN = DAY


@dataclass(frozen=True, slots=True)
class OrderState:
    status: str
    substatus: str


def find_posting(shop: Shop, posting_number: str) -> Posting | None:
    return next((one for one in postings(shop) if one.posting_number == posting_number), None)


def postings(shop: Shop) -> list[Posting]:
    named = {posting.posting_number: posting for posting in shop.account.postings}
    for chat in shop.chats.values():
        number = f"{chat.order_number}-1"
        if chat.order_number and number not in named:
            named[number] = Posting(number, chat.scheme or "fbo", chat.sku, chat.paid_at, chat.delivered_at)
    return list(named.values())


def is_sellers(posting: Posting) -> bool:
    return posting.scheme in FBS_SCHEMES


def product_of(shop: Shop, posting: Posting) -> Product | None:
    """The product that was named; where none was, an order of a shop with goods still holds something."""
    products = shop.account.products
    if posting.sku:
        return next((product for product in products if posting.sku in product.skus), None)
    return products[crc32(posting.posting_number.encode()) % len(products)] if products else None


def state_of(posting: Posting, now: int) -> OrderState:
    if posting.status:
        return OrderState(posting.status, "")
    if posting.delivered_at and posting.delivered_at <= now:
        return OrderState("delivered", "posting_received")
    if now < posting.paid_at + PACKED_WITHIN:
        return OrderState("awaiting_packaging", "posting_created")
    return OrderState("delivering", "posting_on_way_to_city")


def available_actions(shop: Shop, posting: Posting, now: int) -> list[str]:
    may_write = start_refusal(posting, now, windows=shop.account.windows) is None
    return ["can_create_chat", "label_download"] if may_write else ["label_download"]
