"""The in-memory connector passes the suite of all connectors."""

from datetime import UTC, datetime, timedelta

import pytest

from connectors.base import ReadsByChat
from connectors.context import Fulfilment, Money, OrderItem, OrderStatus, RemoteOrder, RemoteProduct
from connectors.errors import AuthFailed, OutcomeUnknown, RateLimited, Rejected, TemporaryFailure
from connectors.ratings import RatingCode, RatingPoint, RatingStatus, RemoteRating
from connectors.records import Author, ChatKind
from connectors.testing.bench import QUESTION, Bench
from connectors.testing.contract import ANSWER, ConnectorContract, history, send
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace

FOR_EVER = 1000


class FakeBench:
    secrets: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.marketplace = FakeMarketplace()

    def connect(self) -> ReadsByChat:
        return FakeConnector(self.marketplace)

    def open_chat(self) -> str:
        return self.marketplace.open_chat()

    def buyer_writes(self, chat_id: str, text: str) -> str:
        return self.marketplace.buyer_writes(chat_id, text)

    def buyer_sends_picture(self, chat_id: str) -> str:
        return self.marketplace.buyer_sends_picture(chat_id)

    def seller_writes_in_cabinet(self, chat_id: str, text: str) -> str:
        return self.marketplace.seller_writes_in_cabinet(chat_id, text)

    def marketplace_greets(self, chat_id: str, text: str) -> str:
        return self.marketplace.write(chat_id, author=Author.AUTOMATIC, text=text)

    def open_strange_chat(self, text: str) -> str:
        chat_id = self.marketplace.open_chat(kind=ChatKind.OTHER)
        self.marketplace.write(chat_id, author=Author.OTHER, text=text, raw_kind="Robot")
        return chat_id

    def replies(self, chat_id: str) -> list[str]:
        return [
            part.text if part.text is not None else part.files[0].name
            for accepted_in, part in self.marketplace.accepted
            if accepted_in == chat_id
        ]

    def wait_for_echoes(self) -> None:
        return None

    def lose_next_answer(self) -> None:
        self.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))

    def ask_for_patience(self, seconds: int) -> None:
        self.marketplace.fail("*", RateLimited(until=datetime.now(UTC) + timedelta(seconds=seconds)))

    def be_in_trouble(self) -> None:
        self.marketplace.fail("send", OutcomeUnknown("marketplace_unavailable"), times=FOR_EVER)
        for method in ("list_chats", "history", "check"):
            self.marketplace.fail(method, TemporaryFailure("marketplace_unavailable"), times=FOR_EVER)

    def revoke_key(self) -> None:
        self.marketplace.fail("*", AuthFailed("key_deactivated"), times=FOR_EVER)

    def end_subscription(self) -> None:
        self.marketplace.subscribed = False

    def rate(self, ratings: dict[RatingCode, float]) -> None:
        today = datetime.now(UTC).date()
        for code, value in ratings.items():
            points = [RatingPoint(today - timedelta(days=ago), value) for ago in range(60, -1, -1)]
            rating = RemoteRating(code, value, status=RatingStatus.OK, history=tuple(points))
            self.marketplace.ratings.append(rating)

    def sell(self, *, sku: str, name: str) -> None:
        self.marketplace.products.append(RemoteProduct(id="1", skus=(sku,), name=name, price=Money(899_000, "RUB")))

    def order(self, *, order_number: str, sku: str, fulfilment: Fulfilment) -> None:
        name = next(product.name for product in self.marketplace.products if sku in product.skus)
        parcel = RemoteOrder(
            number=f"{order_number}-1",
            order_number=order_number,
            fulfilment=fulfilment,
            status=OrderStatus.DELIVERED,
            delivered_at=datetime.now(UTC) - timedelta(hours=1),
            items=(OrderItem(sku=sku, name=name, quantity=1),),
        )
        self.marketplace.orders.append(parcel)

    def restrict_to_chats(self) -> None:
        for method in ("ratings", "products", "orders"):
            self.marketplace.fail(method, Rejected("key_role_missing"), times=FOR_EVER)


class TestFakeConnector(ConnectorContract):
    @pytest.fixture
    def bench(self) -> Bench:
        return FakeBench()


def test_a_late_echo_is_seen_after_as_many_reads() -> None:
    bench = FakeBench()
    bench.marketplace.echoes_after_reads = 2
    chat_id = bench.open_chat()
    bench.buyer_writes(chat_id, QUESTION)
    connector = bench.connect()
    send(connector, chat_id, ANSWER)

    seen = [len(history(connector, chat_id)) for _ in range(4)]

    assert seen == [1, 1, 2, 2]
