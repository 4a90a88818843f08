"""What a connector must do that also knows products, orders and ratings."""

from datetime import UTC, datetime, timedelta

import pytest

from connectors.base import GivesRatings, KnowsOrders, KnowsProducts
from connectors.context import Fulfilment, OrderStatus
from connectors.errors import Rejected
from connectors.ratings import RatingCode, RatingStatus
from connectors.testing.bench import QUESTION, Bench

SKU = "1834410296"
ORDER = "48866017-0495"


class BesideChatsContract:
    """A part of the suite of all connectors; ``bench`` is the fixture that a subclass gives."""

    def test_a_product_is_known_by_its_sku_and_unknown_ones_are_left_out(self, bench: Bench) -> None:
        bench.sell(sku=SKU, name="Термос стальной 1 л")
        connector = bench.connect()
        assert isinstance(connector, KnowsProducts)

        [product] = connector.products(skus=[SKU, "999"])

        assert SKU in product.skus
        assert product.name == "Термос стальной 1 л"
        assert product.price is not None
        assert (product.price.hundredths, product.price.currency) == (899_000, "RUB")
        assert connector.products(skus=[]) == ()

    @pytest.mark.parametrize("fulfilment", list(Fulfilment))
    def test_an_order_tells_how_it_stands_and_what_is_in_it(self, bench: Bench, fulfilment: Fulfilment) -> None:
        bench.sell(sku=SKU, name="Термос стальной 1 л")
        bench.order(order_number=ORDER, sku=SKU, fulfilment=fulfilment)
        connector = bench.connect()
        assert isinstance(connector, KnowsOrders)

        [order] = connector.orders(order_number=ORDER)

        assert (order.order_number, order.fulfilment, order.status) == (ORDER, fulfilment, OrderStatus.DELIVERED)
        assert order.delivered_at is not None
        assert [(item.name, item.quantity) for item in order.items] == [("Термос стальной 1 л", 1)]

    def test_an_order_nobody_has_is_no_error(self, bench: Bench) -> None:
        connector = bench.connect()
        assert isinstance(connector, KnowsOrders)

        assert connector.orders(order_number=ORDER) == ()

    def test_without_the_right_products_and_orders_are_refused(self, bench: Bench) -> None:
        bench.restrict_to_chats()
        connector = bench.connect()
        assert isinstance(connector, KnowsProducts)
        assert isinstance(connector, KnowsOrders)

        with pytest.raises(Rejected, match="key_role_missing"):
            connector.products(skus=[SKU])
        with pytest.raises(Rejected, match="key_role_missing"):
            connector.orders(order_number=ORDER)

    def test_ratings_are_told_as_they_stand_and_day_by_day(self, bench: Bench) -> None:
        bench.rate({RatingCode.FIRST_REPLY: 5400, RatingCode.REPLIED_DIALOGS: 0.97})
        connector = bench.connect()
        assert isinstance(connector, GivesRatings)
        today = datetime.now(UTC).date()

        first, replied = connector.ratings(since=today - timedelta(days=4), until=today)

        assert (first.code, first.value, first.status) == (RatingCode.FIRST_REPLY, 5400, RatingStatus.OK)
        assert (replied.code, replied.value, replied.status) == (RatingCode.REPLIED_DIALOGS, 0.97, RatingStatus.OK)
        assert [point.date for point in first.history] == [today - timedelta(days=ago) for ago in (4, 3, 2, 1, 0)]
        assert {point.value for point in replied.history} == {0.97}

    def test_a_cabinet_without_conversations_has_no_ratings(self, bench: Bench) -> None:
        connector = bench.connect()
        assert isinstance(connector, GivesRatings)
        today = datetime.now(UTC).date()

        assert connector.ratings(since=today, until=today) == ()

    def test_hidden_ratings_are_refused_and_chats_are_read_on(self, bench: Bench) -> None:
        bench.buyer_writes(bench.open_chat(), QUESTION)
        bench.restrict_to_chats()
        connector = bench.connect()
        assert isinstance(connector, GivesRatings)
        today = datetime.now(UTC).date()

        with pytest.raises(Rejected, match="key_role_missing"):
            connector.ratings(since=today, until=today)

        assert len(connector.list_chats().items) == 1
