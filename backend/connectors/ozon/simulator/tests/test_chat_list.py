from __future__ import annotations

from typing import Any

import pytest

from connectors.ozon.simulator.tests.factories import Simulation


def ids(page: dict[str, Any]) -> list[str]:
    return [row["chat"]["chat_id"] for row in page["chats"]]


def walk(simulation: Simulation, *, limit: int, **fields: Any) -> list[str]:
    seen: list[str] = []
    cursor = ""
    for _ in range(100):
        page = simulation.list_page(limit=limit, cursor=cursor, **fields)
        seen += ids(page)
        cursor = page["cursor"]
        if not page["has_next"]:
            return seen
    raise AssertionError("the walk does not end")


@pytest.mark.parametrize("limit", [None, 0, -1, 101, 1000, "many", True, 2.5])
def test_a_limit_outside_1_to_100_is_refused(simulation: Simulation, limit: Any) -> None:
    answered = simulation.call("/v3/chat/list", {} if limit is None else {"limit": limit})

    assert (answered.status, answered.body["code"]) == (400, 3)
    assert "Request validation error" in answered.body["message"]


@pytest.mark.parametrize("limit", [1, 100, "50"])
def test_a_limit_within_1_to_100_is_taken(simulation: Simulation, limit: Any) -> None:
    assert simulation.call("/v3/chat/list", {"limit": limit}).status == 200


def test_ids_are_numbers_that_no_double_can_hold(simulation: Simulation) -> None:
    chat_id = simulation.chat("Здравствуйте!", "Вы здесь?")

    row = simulation.list_page()["chats"][0]
    message_ids = [message["message_id"] for message in simulation.history(chat_id, direction="Backward")]

    assert row["last_message_id"] == message_ids[0] > 3_000_000_002_900_000_000 > 2**53
    assert row["first_unread_message_id"] == message_ids[1] < message_ids[0]
    assert row["unread_count"] == 2


def test_mailings_stand_first_and_newest_activity_next(simulation: Simulation) -> None:
    mailing = simulation.chat(kind="SELLER_API_UPDATES", unread_without_messages=200)
    older = simulation.chat("Первый вопрос")
    newer = simulation.chat("Второй вопрос")

    before = ids(simulation.list_page())
    simulation.write(older, text="И ещё вопрос")
    after = ids(simulation.list_page())

    assert before == [mailing, newer, older]
    assert after == [mailing, older, newer]
    assert simulation.list_page()["total_unread_count"] == 203


def test_a_walk_by_cursor_meets_every_chat_once(simulation: Simulation) -> None:
    chats = [simulation.chat("Вопрос") for _ in range(23)]
    mailings = [simulation.chat(kind="UNSPECIFIED") for _ in range(3)]

    seen = walk(simulation, limit=4)

    assert seen == [*reversed(mailings), *reversed(chats)]


def test_the_last_page_has_neither_cursor_nor_next(simulation: Simulation) -> None:
    simulation.chat("Вопрос")

    page = simulation.list_page(limit=1)

    assert (page["cursor"], page["has_next"]) == ("", False)


def test_opened_closed_and_unread_are_filters(simulation: Simulation) -> None:
    opened = simulation.chat("Вопрос")
    closed = simulation.chat("Другой вопрос", status="CLOSED")
    answered = simulation.chat("Третий вопрос")
    simulation.write(answered, author="Seller", text="Ответ из кабинета")

    def filtered(**chosen: Any) -> set[str]:
        return set(ids(simulation.list_page(filter=chosen)))

    assert filtered(chat_status="OPENED") == {opened, answered}
    assert filtered(chat_status="CLOSED") == {closed}
    assert filtered(chat_status="ALL") == {opened, closed, answered}
    assert filtered(unread_only=True) == {opened, closed}
    assert filtered(unread_only=True, chat_status="OPENED") == {opened}


@pytest.mark.parametrize("status", ["Closed", "Opened", "All"])
def test_mixed_case_filters_are_taken_and_cut_nothing(simulation: Simulation, status: str) -> None:
    simulation.chat("Вопрос")
    simulation.chat("Другой вопрос", status="CLOSED")

    assert len(simulation.list_page(filter={"chat_status": status})["chats"]) == 2


def test_chat_type_and_offset_are_ignored(simulation: Simulation) -> None:
    simulation.chat("Вопрос")
    simulation.chat(kind="SELLER_SUPPORT")

    page = simulation.list_page(filter={"chat_type": "BUYER_SELLER"}, offset=1)

    assert len(page["chats"]) == 2


def test_a_chat_without_a_word_has_the_mark_0(simulation: Simulation) -> None:
    simulation.chat()

    row = simulation.list_page()["chats"][0]

    assert (row["last_message_id"], row["first_unread_message_id"], row["unread_count"]) == (0, 0, 0)


def test_a_shuffled_list_still_shows_every_chat_once(simulation: Simulation) -> None:
    chats = [simulation.chat("Вопрос") for _ in range(12)]
    simulation.change(list_order="shuffled")

    seen = walk(simulation, limit=5)

    assert sorted(seen) == sorted(chats)
    assert seen != list(reversed(chats))


def test_another_account_sees_none_of_it(simulation: Simulation) -> None:
    simulation.chat("Вопрос")
    simulation.control("POST", "/accounts", {"client_id": "2990147", "api_key": "other"})

    answered = simulation.call("/v3/chat/list", {"limit": 10}, client_id="2990147", api_key="other")

    assert answered.body["chats"] == []


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'"text"', b'{"limit": 10, "cursor": "abc"}', b'{"limit": 1, "filter": 5}']
)
def test_a_malformed_request_is_refused(simulation: Simulation, body: bytes) -> None:
    assert simulation.call("/v3/chat/list", body).status == 400
