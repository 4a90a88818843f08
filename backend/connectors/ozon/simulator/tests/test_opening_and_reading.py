from __future__ import annotations

from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation


def add_posting(simulation: Simulation, number: str, scheme: str) -> None:
    body = {"posting_number": number, "scheme": scheme, "sku": "1720453311", "paid_at": "2026-11-22T10:00:00Z"}
    assert simulation.control("POST", f"/accounts/{CLIENT_ID}/postings", body).status == 200


def start(simulation: Simulation, number: str) -> tuple[int, dict[str, object]]:
    answered = simulation.call("/v1/chat/start", {"posting_number": number})
    return answered.status, answered.body


def test_a_chat_is_started_once_per_order(simulation: Simulation) -> None:
    add_posting(simulation, "48866017-0495-1", "fbs")

    first = start(simulation, "48866017-0495-1")
    second = start(simulation, "48866017-0495-1")

    assert first[0] == 200
    assert second == first
    assert len(simulation.list_page()["chats"]) == 1


def test_an_existing_chat_of_the_order_is_returned(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос", order_number="48866017-0495")

    assert start(simulation, "48866017-0495-1") == (200, {"result": {"chat_id": chat_id}})


def test_only_the_buyer_begins_about_an_order_from_the_warehouse_of_ozon(simulation: Simulation) -> None:
    add_posting(simulation, "48866017-0495-1", "fbo")

    assert start(simulation, "48866017-0495-1")[0] == 403


def test_an_unknown_posting_is_not_found_and_a_missing_one_refused(simulation: Simulation) -> None:
    assert start(simulation, "11111111-1111-1")[0] == 404
    assert start(simulation, "")[0] == 400


def test_reading_marks_the_message_and_everything_before_it(simulation: Simulation) -> None:
    chat_id = simulation.chat("раз", "два", "три")
    second = simulation.history(chat_id)[1]["message_id"]

    left = simulation.call("/v2/chat/read", {"chat_id": chat_id, "from_message_id": second}).body
    row = simulation.list_page()["chats"][0]

    assert left == {"unread_count": 1}
    assert row["unread_count"] == 1
    assert row["first_unread_message_id"] == row["last_message_id"]
    assert [message["is_read"] for message in simulation.history(chat_id)] == [False, True, True]


def test_reading_without_a_message_marks_the_whole_chat(simulation: Simulation) -> None:
    chat_id = simulation.chat("раз", "два")

    left = simulation.call("/v2/chat/read", {"chat_id": chat_id}).body

    assert left == {"unread_count": 0}
    assert simulation.list_page(filter={"unread_only": True})["chats"] == []


def test_an_older_mark_takes_nothing_back(simulation: Simulation) -> None:
    chat_id = simulation.chat("раз", "два")
    first = simulation.history(chat_id)[1]["message_id"]
    simulation.call("/v2/chat/read", {"chat_id": chat_id})

    left = simulation.call("/v2/chat/read", {"chat_id": chat_id, "from_message_id": first}).body

    assert left == {"unread_count": 0}


def test_reading_the_history_marks_nothing_read(simulation: Simulation) -> None:
    chat_id = simulation.chat("раз")

    simulation.history(chat_id)

    assert simulation.list_page()["chats"][0]["unread_count"] == 1


def test_a_chat_read_or_answered_in_the_cabinet_leaves_the_unread_list(simulation: Simulation) -> None:
    read = simulation.chat("раз")
    answered = simulation.chat("два")

    simulation.control("POST", f"/accounts/{CLIENT_ID}/chats/{read}/read")
    simulation.write(answered, author="Seller", text="Ответ из кабинета")

    page = simulation.list_page(filter={"unread_only": True})
    assert page["chats"] == []
    assert page["total_unread_count"] == 0
