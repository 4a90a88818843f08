from __future__ import annotations

from dataclasses import dataclass, field

from connectors.ozon.simulator.core.message import CUSTOMER, SELLER
from connectors.ozon.simulator.demo.goods import Product
from connectors.ozon.simulator.demo.topics import Topic

PHOTO = "photo"
DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Line:
    at: int
    author: str
    text: str = ""
    attachment: str = ""


@dataclass(slots=True)
class Dialogue:
    """One conversation with a buyer, planned before it is written into the shop."""

    topic: Topic
    product: Product
    buyer_name: str
    kind: str
    scheme: str
    order_number: str
    question: str = ""
    lines: list[Line] = field(default_factory=list)
    paid_at: int = 0
    delivered_at: int = 0
    closed: bool = False
    disabled: bool = False

    @property
    def begins_at(self) -> int:
        return self.lines[0].at

    @property
    def ends_at(self) -> int:
        return self.lines[-1].at

    @property
    def is_answered(self) -> bool:
        return self.lines[-1].author == SELLER

    def buyer_says(self, at: int, text: str = "", *, attachment: str = "") -> None:
        self.lines.append(Line(at, CUSTOMER, text, attachment))

    def seller_says(self, at: int, text: str = "", *, attachment: str = "") -> None:
        self.lines.append(Line(at, SELLER, text, attachment))
