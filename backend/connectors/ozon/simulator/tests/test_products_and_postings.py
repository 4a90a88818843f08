from __future__ import annotations

from typing import Any

import pytest

from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation

ORDER = "48866017-0495"
PERIOD = {"since": "2026-06-01T00:00:00Z", "to": "2026-11-23T09:00:00Z"}
EVERY = [
    ("/v3/product/info/list", {"sku": ["1834410296"]}),
    ("/v3/posting/fbs/get", {"posting_number": f"{ORDER}-1"}),
    ("/v2/posting/fbo/get", {"posting_number": f"{ORDER}-1"}),
    ("/v4/posting/fbs/list", {"filter": {**PERIOD, "order_numbers": [ORDER]}, "limit": 100}),
    ("/v3/posting/fbo/list", {"filter": {"order_numbers": [ORDER]}, "limit": 100}),
]


@pytest.fixture(autouse=True)
def _thermos(simulation: Simulation) -> None:
    product = {"sku": "1834410296", "fbs_sku": "1834410297", "name": "Термос стальной 1 л", "price": "2790.00"}
    created = simulation.control("POST", f"/accounts/{CLIENT_ID}/products", product)
    assert created.status == 200


def buy(simulation: Simulation, scheme: str, **fields: Any) -> None:
    posting = {"posting_number": f"{ORDER}-1", "scheme": scheme, "sku": "1834410296", **fields}
    assert simulation.control("POST", f"/accounts/{CLIENT_ID}/postings", posting).status == 200


@pytest.mark.parametrize(
    "wanted", [{"sku": ["1834410296"]}, {"sku": ["1834410297", "5"]}, {"product_id": ["10834410296"]}]
)
def test_a_product_is_found_by_any_of_its_ids(simulation: Simulation, wanted: dict[str, Any]) -> None:
    [item] = simulation.call("/v3/product/info/list", wanted).body["items"]

    assert (item["name"], item["price"]) == ("Термос стальной 1 л", "2790.00")
    assert [source["source"] for source in item["sources"]] == ["sds", "fbs"]


@pytest.mark.parametrize("body", [{}, {"sku": ["1"], "offer_id": ["x"]}, {"sku": [1]}, {"sku": ["1"] * 1001}])
def test_products_want_one_kind_of_ids(simulation: Simulation, body: dict[str, Any]) -> None:
    answered = simulation.call("/v3/product/info/list", body)

    assert (answered.status, answered.body["code"]) == (400, 3)


@pytest.mark.parametrize(
    ("scheme", "knows", "does_not"),
    [
        ("fbs", "/v3/posting/fbs/get", "/v2/posting/fbo/get"),
        ("rfbs", "/v3/posting/fbs/get", "/v2/posting/fbo/get"),
        ("fbo", "/v2/posting/fbo/get", "/v3/posting/fbs/get"),
    ],
)
def test_a_posting_is_known_to_the_method_of_its_scheme(
    simulation: Simulation, scheme: str, knows: str, does_not: str
) -> None:
    buy(simulation, scheme, paid_at="2026-11-18T08:00:00Z", delivered_at="2026-11-22T08:00:00Z")

    posting = simulation.call(knows, {"posting_number": f"{ORDER}-1"}).body["result"]

    assert (posting["order_number"], posting["status"]) == (ORDER, "delivered")
    assert posting["products"][0]["name"] == "Термос стальной 1 л"
    assert simulation.call(does_not, {"posting_number": f"{ORDER}-1"}).status == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"paid_at": "2026-11-23T08:00:00Z"}, "awaiting_packaging"),
        ({"paid_at": "2026-11-21T08:00:00Z"}, "delivering"),
        ({"paid_at": "2026-11-21T08:00:00Z", "delivered_at": "2026-11-24T08:00:00Z"}, "delivering"),
        ({"paid_at": "2026-11-21T08:00:00Z", "status": "cancelled"}, "cancelled"),
    ],
)
def test_the_status_follows_from_the_times_unless_it_is_forced(
    simulation: Simulation, fields: dict[str, Any], status: str
) -> None:
    buy(simulation, "fbs", **fields)

    posting = simulation.call("/v3/posting/fbs/get", {"posting_number": f"{ORDER}-1"}).body["result"]

    assert posting["status"] == status


def test_a_chat_about_an_order_has_a_posting(simulation: Simulation) -> None:
    simulation.chat("Когда придёт?", scheme="fbo", order_number="60118342-0021")

    posting = simulation.call("/v2/posting/fbo/get", {"posting_number": "60118342-0021-1"}).body["result"]

    assert posting["order_number"] == "60118342-0021"
    assert posting["products"][0]["name"] == "Термос стальной 1 л"


def test_the_lists_give_the_postings_of_an_order_with_prices_as_objects(simulation: Simulation) -> None:
    buy(simulation, "fbs", paid_at="2026-11-18T08:00:00Z")
    buy(simulation, "fbs", posting_number=f"{ORDER}-2")
    simulation.chat("Когда придёт?", scheme="fbs", order_number="60118342-0021")

    body = simulation.call("/v4/posting/fbs/list", EVERY[3][1]).body

    assert [posting["posting_number"] for posting in body["postings"]] == [f"{ORDER}-1", f"{ORDER}-2"]
    assert body["postings"][0]["products"][0]["price"] == {"amount": "2790.00", "currency": "RUB"}
    assert simulation.call("/v3/posting/fbo/list", EVERY[4][1]).body["postings"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"filter": {"order_numbers": [ORDER]}, "limit": 10},
        {"filter": {"since": "2025-01-01T00:00:00Z", "to": "2026-11-23T00:00:00Z"}, "limit": 10},
        {"filter": PERIOD},
        {"filter": PERIOD, "limit": 101},
    ],
)
def test_the_list_of_the_seller_wants_a_period_of_a_year_and_a_limit(
    simulation: Simulation, body: dict[str, Any]
) -> None:
    assert simulation.call("/v4/posting/fbs/list", body).status == 400


@pytest.mark.parametrize(("path", "body"), EVERY)
def test_a_narrow_key_is_refused(simulation: Simulation, path: str, body: dict[str, Any]) -> None:
    simulation.change(methods=["/v3/chat"])

    answered = simulation.call(path, body)

    assert answered.status == 403
    assert "missing a required role" in answered.body["message"]
