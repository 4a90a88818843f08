from __future__ import annotations

from dataclasses import dataclass, field

from connectors.ozon.simulator.core.faults import Fault
from connectors.ozon.simulator.core.moments import DAY

SELLING_SUBSCRIPTIONS = frozenset({"PREMIUM_PLUS", "PREMIUM_PRO"})
PAID_SUBSCRIPTIONS = frozenset({"PREMIUM", "PREMIUM_LITE", "PREMIUM_PLUS", "PREMIUM_PRO"})
SUBSCRIPTIONS = ("UNKNOWN", "UNSPECIFIED", "PREMIUM", "PREMIUM_LITE", "PREMIUM_PLUS", "PREMIUM_PRO")
KEY_STATUSES = ("valid", "expired", "deactivated")
KEY_LIFE = 90 * DAY

CHAT_METHODS = (
    "/v3/chat/list",
    "/v3/chat/history",
    "/v1/chat/send/message",
    "/v1/chat/send/file",
    "/v2/chat/read",
    "/v1/chat/start",
)
RATING_METHODS = ("/v1/rating/history", "/v1/rating/summary")
CONTEXT_METHODS = (
    "/v3/product/info/list",
    "/v3/posting/fbs/get",
    "/v2/posting/fbo/get",
    "/v4/posting/fbs/list",
    "/v3/posting/fbo/list",
)
ADMIN_METHODS = (
    "/v1/roles",
    "/v1/seller/info",
    *CHAT_METHODS,
    *RATING_METHODS,
    *CONTEXT_METHODS,
)


@dataclass(slots=True)
class Posting:
    """A parcel of an order; a chat may be started about it."""

    posting_number: str
    scheme: str = "fbs"
    sku: str = ""
    paid_at: int = 0
    delivered_at: int = 0
    status: str = ""
    """As forced; else it follows from the times."""

    @property
    def order_number(self) -> str:
        return self.posting_number.rpartition("-")[0]


@dataclass(slots=True)
class Product:
    """Something the shop sells; delivered by the seller it may have a second SKU."""

    sku: str
    name: str
    fbs_sku: str = ""
    offer_id: str = ""
    price: str = "1490.00"
    image: str = ""
    is_archived: bool = False

    @property
    def product_id(self) -> int:
        return int(self.sku) + 9_000_000_000

    @property
    def skus(self) -> tuple[str, ...]:
        return (self.sku, self.fbs_sku) if self.fbs_sku else (self.sku,)


@dataclass(slots=True)
class Account:
    """A seller's cabinet with its key and everything that decides what the key may do."""

    client_id: str
    api_key: str = field(repr=False)
    company: str = "Северный дом"
    legal_name: str = "ООО «Северный дом»"
    inn: str = "5499000018"
    ogrn: str = "1155499000018"
    created_at: int = 0
    key_status: str = "valid"
    key_expires_at: int = 0
    role: str = "Admin"
    methods: list[str] = field(default_factory=lambda: list(ADMIN_METHODS))
    networks: list[str] = field(default_factory=list)
    wrong_key_status: int = 403
    subscription: str = "PREMIUM_PLUS"
    offer_signed: bool = True
    blocked: bool = False
    rate_limit: int = 50
    windows: bool = True
    reply_marks_read: bool = False
    list_order: str = "activity"
    echo_seconds: list[float] = field(default_factory=lambda: [0.0, 3.0])
    moderation_seconds: list[float] = field(default_factory=lambda: [3.0, 20.0])
    moderation_result: str = "SUCCESS"
    latency_seconds: float = 0.0
    ratings: dict[str, float | None] = field(default_factory=dict)
    """Values that are given instead of those the messages tell; none at all for null."""
    push_url: str = field(default="", repr=False)
    push_repeats: bool = False
    push_seller_id_as_string: bool = False
    demo: bool = False
    postings: list[Posting] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def may_sell_in_chats(self) -> bool:
        return self.subscription in SELLING_SUBSCRIPTIONS

    def key_is_valid(self, now: int) -> bool:
        return self.key_status == "valid" and now < self.key_expires_at

    def may_call(self, path: str) -> bool:
        return path == "/v1/roles" or any(path == method or path.startswith(method) for method in self.methods)
