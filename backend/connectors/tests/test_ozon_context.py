"""Products and orders as Ozon tells them, with as few calls as may do, and what a missing right leaves."""

from datetime import UTC, datetime

import pytest
import responses

from connectors.context import Fulfilment, Money, OrderItem, OrderStatus, RemoteProduct
from connectors.errors import AuthFailed, Rejected, TemporaryFailure
from connectors.tests.ozon_server import BASE_URL, answer, asked, make_connector, refuse

PRODUCTS = "/v3/product/info/list"
FBS, FBO = "/v3/posting/fbs/get", "/v2/posting/fbo/get"
FBS_LIST, FBO_LIST = "/v4/posting/fbs/list", "/v3/posting/fbo/list"
ORDER = "48866017-0495"
ROLE = "Api-Key is missing a required role for a method"
COAT = "Куртка зимняя «Север», размер 52"


def nobody_has(*paths: str) -> None:
    for path in paths:
        refuse(path, 404, "posting not found", code=5)


@responses.activate
def test_a_product_is_named_by_all_its_skus() -> None:
    answer(PRODUCTS, "product_list")
    connector = make_connector()

    found = connector.products(skus=["1720453312", "1720453312", "не номер"])

    assert found == (
        RemoteProduct(
            id="903311764",
            skus=("1720453311", "1720453312"),
            name=COAT,
            offer_id="KURTKA-SEV-52",
            image_url="https://cdn1.ozone.ru/s3/multimedia-1-a/7301124490.jpg",
            price=Money(899_000, "RUB"),
        ),
    )
    assert asked(PRODUCTS) == [{"sku": ["1720453312"]}]
    assert not connector.drift.counts


@responses.activate
def test_an_odd_product_keeps_what_is_sound_in_it() -> None:
    answer(PRODUCTS, "product_list_odd")
    connector = make_connector()

    [product] = connector.products(skus=["1720453312"])

    assert (product.skus, product.price, product.image_url) == (("1720453312",), None, None)
    assert {
        ("extra_field", "product_list.items.color_image"),
        ("bad_number", "product_list.items.price"),
        ("missing_field", "product_list.items.id"),
    } <= set(connector.drift.counts)


@responses.activate
def test_without_a_sku_nothing_is_asked() -> None:
    assert make_connector().products(skus=["", "артикул"]) == ()


@responses.activate
def test_an_order_the_seller_delivers_takes_one_call() -> None:
    answer(FBS, "posting_fbs")
    connector = make_connector()

    [order] = connector.orders(order_number=ORDER)

    assert (order.number, order.order_number, order.fulfilment) == (f"{ORDER}-1", ORDER, Fulfilment.SELLER)
    assert (order.status, order.raw_status, order.can_start_chat) == (OrderStatus.DELIVERING, "delivering", True)
    assert order.ship_by == datetime(2026, 11, 18, 10, tzinfo=UTC)
    assert order.items == (OrderItem("1720453312", COAT, 2, "KURTKA-SEV-52", Money(899_000, "RUB")),)
    assert asked(FBS) == [{"posting_number": f"{ORDER}-1"}]
    assert len(responses.calls) == 1
    assert not connector.drift.counts


@responses.activate
def test_nothing_of_the_buyers_person_is_kept() -> None:
    answer(FBS, "posting_fbs")

    [order] = make_connector().orders(order_number=ORDER)

    assert "Выдуманный" not in repr(order)
    assert "90417722" not in repr(order)


@responses.activate
def test_an_order_the_marketplace_delivers_takes_two_calls() -> None:
    nobody_has(FBS)
    answer(FBO, "posting_fbo")
    connector = make_connector()

    [order] = connector.orders(order_number="60118342-0021")

    assert (order.fulfilment, order.status) == (Fulfilment.MARKETPLACE, OrderStatus.DELIVERED)
    assert order.delivered_at == datetime(2026, 11, 14, 12, 30, tzinfo=UTC)
    assert len(responses.calls) == 2
    assert not connector.drift.counts


@responses.activate
def test_parcels_with_other_numbers_are_found_in_the_lists() -> None:
    nobody_has(FBS, FBO)
    answer(FBS_LIST, "posting_list")
    connector = make_connector()

    [order] = connector.orders(order_number=ORDER)

    [body] = asked(FBS_LIST)
    period = datetime.fromisoformat(body["filter"]["to"]) - datetime.fromisoformat(body["filter"]["since"])
    assert (order.number, order.status, order.raw_status) == (
        f"{ORDER}-2",
        OrderStatus.OTHER,
        "waiting_on_the_moon",
    )
    assert order.items[0].price == Money(899_050, "RUB")
    assert period.days <= 365
    assert body["filter"]["order_numbers"] == [ORDER]
    assert set(connector.drift.counts) == {("unknown_value", "posting.status")}


@responses.activate
def test_an_order_that_is_nowhere_is_none() -> None:
    nobody_has(FBS, FBO)
    for path in (FBS_LIST, FBO_LIST):
        responses.post(BASE_URL + path, json={"postings": [], "has_next": False, "cursor": ""})

    assert make_connector().orders(order_number=ORDER) == ()


@responses.activate
def test_a_key_for_one_way_of_delivery_still_finds_the_other() -> None:
    refuse(FBS, 403, ROLE)
    answer(FBO, "posting_fbo")

    assert len(make_connector().orders(order_number="60118342-0021")) == 1


@responses.activate
@pytest.mark.parametrize(("message", "code"), [(ROLE, "key_role_missing"), ("", "access_denied")])
def test_without_the_right_it_is_refused_and_the_account_is_not_at_fault(message: str, code: str) -> None:
    for path in (PRODUCTS, FBS, FBO, FBS_LIST, FBO_LIST):
        refuse(path, 403, message)
    connector = make_connector()

    with pytest.raises(Rejected, match=code):
        connector.products(skus=["1720453311"])
    with pytest.raises(Rejected, match=code):
        connector.orders(order_number=ORDER)


@responses.activate
def test_a_dead_key_is_told_at_the_first_call() -> None:
    refuse(FBS, 403, "Api-key is deactivated, use another one or generate a new one")

    with pytest.raises(AuthFailed, match="key_deactivated"):
        make_connector().orders(order_number=ORDER)

    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize("body", ["[]", "{}", '{"items": null}', '{"result": null}', "<html></html>"])
def test_an_answer_that_holds_nothing_is_a_failure(body: str) -> None:
    for path in (PRODUCTS, FBS):
        responses.post(BASE_URL + path, body=body)
    connector = make_connector()

    with pytest.raises(TemporaryFailure):
        connector.products(skus=["1720453311"])
    with pytest.raises(TemporaryFailure):
        connector.orders(order_number=ORDER)
