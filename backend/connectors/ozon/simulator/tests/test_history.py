from __future__ import annotations

from typing import Any

import pytest

from connectors.ozon.simulator.tests.factories import Simulation, texts


@pytest.fixture
def chat_id(simulation: Simulation) -> str:
    return simulation.chat("раз", "два", "три", "четыре", "пять")


def numbers(simulation: Simulation, chat_id: str) -> list[int]:
    return [message["message_id"] for message in reversed(simulation.history(chat_id))]


def test_backward_is_the_default_and_newest_first(simulation: Simulation, chat_id: str) -> None:
    assert texts(simulation.history(chat_id)) == ["пять", "четыре", "три", "два", "раз"]


def test_forward_begins_with_the_named_message(simulation: Simulation, chat_id: str) -> None:
    third = numbers(simulation, chat_id)[2]

    page = simulation.history(chat_id, direction="Forward", from_message_id=third)

    assert texts(page) == ["три", "четыре", "пять"]


def test_backward_begins_with_the_named_message(simulation: Simulation, chat_id: str) -> None:
    third = numbers(simulation, chat_id)[2]

    assert texts(simulation.history(chat_id, from_message_id=third)) == ["три", "два", "раз"]


def test_pages_overlap_by_one_message(simulation: Simulation, chat_id: str) -> None:
    first = simulation.call("/v3/chat/history", {"chat_id": chat_id, "limit": 3}).body
    last_id = first["messages"][-1]["message_id"]
    second = simulation.call("/v3/chat/history", {"chat_id": chat_id, "limit": 3, "from_message_id": last_id}).body

    assert first["has_next"]
    assert texts(first["messages"]) == ["пять", "четыре", "три"]
    assert texts(second["messages"]) == ["три", "два", "раз"]
    assert not second["has_next"]


@pytest.mark.parametrize(
    "fields",
    [
        {"direction": "Forward"},
        {"direction": "forward", "from_message_id": 3_000_000_002_900_000_001},
        {"direction": "BACKWARD"},
        {"limit": 0},
        {"limit": 1001},
        {"from_message_id": "abc"},
        {"filter": {"message_ids": [1, 2]}},
        {"chat_id": None},
        {"chat_id": 17},
    ],
)
def test_a_wrong_parameter_is_refused(simulation: Simulation, chat_id: str, fields: dict[str, Any]) -> None:
    answered = simulation.call("/v3/chat/history", {"chat_id": chat_id} | fields)

    assert (answered.status, answered.body["code"]) == (400, 3)


def test_parameters_are_checked_before_the_subscription(simulation: Simulation, chat_id: str) -> None:
    simulation.change(subscription="PREMIUM")

    assert simulation.call("/v3/chat/history", {"chat_id": chat_id, "direction": "Forward"}).status == 400


def test_chosen_messages_are_asked_for_by_id(simulation: Simulation, chat_id: str) -> None:
    second = numbers(simulation, chat_id)[1]

    page = simulation.history(chat_id, filter={"message_ids": [str(second)]}, limit=1)

    assert texts(page) == ["два"]


def test_an_unknown_chat_and_a_foreign_one_are_not_found(simulation: Simulation, chat_id: str) -> None:
    simulation.control("POST", "/accounts", {"client_id": "2990147", "api_key": "other"})

    unknown = simulation.call("/v3/chat/history", {"chat_id": "7c5e2a14"})
    foreign = simulation.call("/v3/chat/history", {"chat_id": chat_id}, client_id="2990147", api_key="other")

    assert (unknown.status, unknown.body["code"]) == (404, 5)
    assert (foreign.status, foreign.body) == (404, unknown.body)


def test_the_history_names_authors_order_and_reading(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос", order_number="48866017-0495", sku="1720453311")
    simulation.write(chat_id, author="Crm", text="Мы передали вопрос продавцу.")
    simulation.write(chat_id, author="Seller", text="Ответ из кабинета")

    answer, crm, question = simulation.history(chat_id)

    assert [one["user"]["type"] for one in (answer, crm, question)] == ["Seller", "Crm", "Customer"]
    assert answer["user"]["id"] == "1883021"
    assert question["context"] == {"order_number": "48866017-0495", "sku": "1720453311"}
    assert (question["is_read"], answer["is_read"]) == (True, False)
    assert question["moderate_image_status"] == ""


def test_moments_carry_no_three_or_six_digits_of_a_second(simulation: Simulation) -> None:
    simulation.clock.advance(0.123456)
    chat_id = simulation.chat(*["Вопрос"] * 40)

    fractions = {len(one["created_at"].partition(".")[2].rstrip("Z")) for one in simulation.history(chat_id)}

    assert fractions == {0, 3, 6}


def test_an_edited_message_changes_silently(simulation: Simulation) -> None:
    chat_id = simulation.chat("Когда придёт заказ?")
    before = simulation.history(chat_id)[0]

    path = f"/accounts/1883021/chats/{chat_id}/messages/{before['message_id']}"
    simulation.control("PATCH", path, {"text": "Когда придёт заказ 48866017?"})

    after = simulation.history(chat_id)[0]
    assert after == before | {"data": ["Когда придёт заказ 48866017?"]}
