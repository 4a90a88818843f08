from __future__ import annotations

from typing import Any

import pytest

from connectors.ozon.simulator.tests.factories import NOW, Simulation

LIST = ("/v3/chat/list", {"limit": 1})


@pytest.mark.parametrize(("client_id", "api_key"), [(None, "key"), ("1883021", None), (None, None)])
def test_without_both_headers_nobody_is_let_in(
    simulation: Simulation, client_id: str | None, api_key: str | None
) -> None:
    answered = simulation.call(*LIST, client_id=client_id, api_key=api_key)

    assert answered.status == 401
    assert answered.body["code"] == 16
    assert "headers are required" in answered.body["message"]


@pytest.mark.parametrize("client_id", ["1883021", "404404"])
def test_a_wrong_key_and_an_unknown_seller_look_the_same(simulation: Simulation, client_id: str) -> None:
    answered = simulation.call(*LIST, client_id=client_id, api_key="wrong")

    assert (answered.status, answered.body["code"]) == (403, 7)
    assert answered.body["message"].startswith("Invalid Api-Key")


def test_a_wrong_key_may_answer_401(simulation: Simulation) -> None:
    simulation.change(wrong_key_status=401)

    assert simulation.call(*LIST, api_key="wrong").status == 401


@pytest.mark.parametrize(
    ("fields", "fragment"),
    [
        ({"key_status": "expired"}, "Api-key is deactivated"),
        ({"key_status": "deactivated"}, "Api-key is deactivated"),
        ({"networks": ["10.0.0.0/8"]}, "restricted to specific IP"),
        ({"methods": ["/v3/chat/list"]}, "missing a required role"),
        ({"offer_signed": False}, "Offer not signed"),
        ({"blocked": True}, "Company is blocked"),
    ],
)
def test_a_refused_key_is_told_why(simulation: Simulation, fields: dict[str, Any], fragment: str) -> None:
    chat_id = simulation.chat("Когда придёт заказ?")
    simulation.change(**fields)

    answered = simulation.call("/v3/chat/history", {"chat_id": chat_id})

    assert (answered.status, answered.body["code"]) == (403, 7)
    assert fragment in answered.body["message"]
    assert answered.body["details"] == []


def test_roles_answer_to_a_narrow_key_with_its_methods(simulation: Simulation) -> None:
    simulation.change(role="Product read-only", methods=["/v1/actions"])

    answered = simulation.call("/v1/roles")

    assert answered.status == 200
    assert answered.body["roles"] == [{"name": "Product read-only", "methods": ["/v1/actions"]}]


def test_a_role_may_name_the_beginning_of_a_path(simulation: Simulation) -> None:
    simulation.change(methods=["/v3/chat"])

    assert simulation.call(*LIST).status == 200
    assert simulation.call("/v1/seller/info").status == 403


def test_an_allowed_network_is_let_in(simulation: Simulation) -> None:
    simulation.change(networks=["10.0.0.0/8"])

    assert simulation.call(*LIST, address="10.4.0.9").status == 200


def test_a_key_expires_after_so_many_seconds(simulation: Simulation) -> None:
    simulation.change(key_expires_in_seconds=60)
    expires_at = simulation.call("/v1/roles").body["expires_at"]

    simulation.clock.advance(61)

    assert expires_at == "2026-11-23T09:01:00Z"
    assert simulation.clock.now() > NOW
    assert "deactivated" in simulation.call("/v1/roles").body["message"]


def test_seller_info_names_the_shop_and_its_subscription(simulation: Simulation) -> None:
    simulation.change(subscription="PREMIUM", company="Тихая гавань", legal_name="ООО «Тихая гавань»", inn="7799000012")

    body = simulation.call("/v1/seller/info").body

    company = body["company"]
    assert (company["name"], company["legal_name"], company["inn"], company["ownership_form"]) == (
        "Тихая гавань",
        "ООО «Тихая гавань»",
        "7799000012",
        "ООО",
    )
    assert body["subscription"] == {"is_premium": True, "type": "PREMIUM"}


@pytest.mark.parametrize("subscription", ["UNSPECIFIED", "PREMIUM", "PREMIUM_LITE"])
def test_without_premium_plus_the_list_is_open_and_chats_with_buyers_are_shut(
    simulation: Simulation, subscription: str
) -> None:
    chat_id = simulation.chat("Есть ли размер 44?")
    support = simulation.chat(
        kind="SELLER_SUPPORT", messages=[{"author": "Support", "text": "Проверили, всё в порядке."}]
    )
    simulation.change(subscription=subscription)

    refused = [
        simulation.call("/v3/chat/history", {"chat_id": chat_id}),
        simulation.send(chat_id),
        simulation.call("/v1/chat/send/file", {"chat_id": chat_id, "name": "a.png", "base64_content": "aGk="}),
        simulation.call("/v2/chat/read", {"chat_id": chat_id}),
        simulation.call("/v1/chat/start", {"posting_number": "48866017-0495-1"}),
    ]

    assert len(simulation.list_page()["chats"]) == 2
    assert [answered.status for answered in refused] == [403] * 5
    assert all("premium plus subscription" in answered.body["message"] for answered in refused)
    assert len(simulation.history(support)) == 1


@pytest.mark.parametrize("subscription", ["PREMIUM_PLUS", "PREMIUM_PRO"])
def test_premium_plus_and_pro_may_answer(simulation: Simulation, subscription: str) -> None:
    chat_id = simulation.chat("Есть ли размер 44?")
    simulation.change(subscription=subscription)

    assert simulation.send(chat_id).body == {"result": "success"}


@pytest.mark.parametrize(
    "path", ["/v1/chat/list", "/v2/chat/list", "/v1/chat/history", "/v2/chat/history", "/v1/chat/updates"]
)
def test_a_removed_path_answers_in_plain_text(simulation: Simulation, path: str) -> None:
    answered = simulation.call(path, {"limit": 10}, odd=True)

    assert answered.status == 404
    assert answered.headers["Content-Type"].startswith("text/plain")
    assert answered.raw.strip() == b"404 page not found"
