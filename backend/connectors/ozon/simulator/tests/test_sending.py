from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from connectors.ozon.simulator.tests.factories import Simulation, texts


@pytest.mark.parametrize("length", [1, 1000])
def test_a_text_within_the_limits_is_accepted_without_an_id(simulation: Simulation, length: int) -> None:
    chat_id = simulation.chat("Вопрос")

    answered = simulation.send(chat_id, "Я" * length)

    assert (answered.status, answered.body) == (200, {"result": "success"})


@pytest.mark.parametrize("text", ["", "Я" * 1001, None, 5, ["text"]])
def test_a_text_outside_the_limits_is_refused(simulation: Simulation, text: Any) -> None:
    chat_id = simulation.chat("Вопрос")

    answered = simulation.call("/v1/chat/send/message", {"chat_id": chat_id, "text": text})

    assert (answered.status, answered.body["code"]) == (400, 3)
    assert simulation.sends() == []


def test_length_is_counted_in_characters_not_in_bytes(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")

    assert simulation.send(chat_id, "👍" * 1000).status == 200


def test_the_echo_is_in_the_history_a_little_later(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")

    simulation.send(chat_id, "Ответ")
    at_once = texts(simulation.history(chat_id))
    simulation.clock.advance(2)
    later = simulation.history(chat_id)

    assert at_once == ["Вопрос"]
    assert texts(later) == ["Ответ", "Вопрос"]
    assert later[0]["user"] == {"id": "1883021", "type": "Seller"}
    assert simulation.list_page()["chats"][0]["last_message_id"] == later[0]["message_id"]


def test_a_reply_through_the_api_leaves_the_chat_unread_unless_told_otherwise(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")
    simulation.send(chat_id)
    simulation.clock.advance(2)
    left_unread = simulation.list_page()["chats"][0]["unread_count"]

    simulation.change(reply_marks_read=True)
    simulation.send(chat_id)
    simulation.clock.advance(2)

    assert left_unread == 1
    assert simulation.list_page()["chats"][0]["unread_count"] == 0


def test_an_unknown_chat_is_not_found(simulation: Simulation) -> None:
    answered = simulation.send("7c5e2a14")

    assert (answered.status, answered.body["code"]) == (404, 5)


@pytest.mark.parametrize(
    ("state", "fragment"), [({"disabled": True}, "disabled"), ({"status": "CLOSED"}, "not permitted")]
)
def test_a_chat_that_is_off_or_closed_refuses(simulation: Simulation, state: dict[str, Any], fragment: str) -> None:
    chat_id = simulation.chat("Вопрос", **state)

    answered = simulation.send(chat_id)

    assert (answered.status, answered.body["code"]) == (403, 7)
    assert fragment in answered.body["message"]
    assert simulation.sends() == []


def test_48_hours_after_the_last_word_of_the_buyer_the_window_is_over(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос", scheme="fbo")

    simulation.clock.advance(48 * 3600 - 5)
    in_time = simulation.send(chat_id)
    simulation.clock.advance(10)
    too_late = simulation.send(chat_id)

    assert in_time.status == 200
    assert (too_late.status, too_late.body["code"]) == (403, 7)
    assert "access period has expired" in too_late.body["message"]


def test_the_windows_can_be_switched_off(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос", scheme="fbo")
    simulation.change(windows=False)

    simulation.clock.advance(100 * 3600)

    assert simulation.send(chat_id).status == 200


def test_a_seller_who_wrote_first_waits_for_the_buyer(simulation: Simulation) -> None:
    chat_id = simulation.chat(scheme="fbs", paid_at="2026-11-22T10:00:00Z")

    first = simulation.send(chat_id, "Заказ собран, есть вопрос по размеру.")
    second = simulation.send(chat_id, "Вы видели сообщение?")
    simulation.write(chat_id, text="Да, размер 42.")
    third = simulation.send(chat_id, "Спасибо!")

    assert first.status == 200
    assert (second.status, second.body["message"]) == (403, "chat not started")
    assert third.status == 200


@pytest.mark.parametrize(("name", "is_image"), [("photo.jpg", True), ("photo.PNG", True), ("инструкция.pdf", False)])
def test_a_file_is_sent_in_base64_and_linked_in_the_history(simulation: Simulation, name: str, is_image: bool) -> None:
    chat_id = simulation.chat("Вопрос")
    content = b64encode(b"some bytes").decode()

    answered = simulation.call("/v1/chat/send/file", {"chat_id": chat_id, "name": name, "base64_content": content})
    simulation.clock.advance(2)

    message = simulation.history(chat_id)[0]
    assert answered.body == {"result": "success"}
    assert message["is_image"] is is_image
    assert "https://api-seller.ozon.ru/v2/chat/file/" in message["data"][0]
    assert message["data"][0].startswith("![](" if is_image else "[инструкция.pdf (1 KB)](")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "no-extension"},
        {"name": "virus.exe"},
        {"base64_content": "not base64!"},
        {"base64_content": "data:image/png;base64,aGk="},
        {"base64_content": None},
        {"chat_id": None},
    ],
)
def test_a_file_with_a_wrong_field_is_refused(simulation: Simulation, fields: dict[str, Any]) -> None:
    chat_id = simulation.chat("Вопрос")
    body = {"chat_id": chat_id, "name": "photo.jpg", "base64_content": "aGk="} | fields

    answered = simulation.call("/v1/chat/send/file", body)

    assert (answered.status, answered.body["code"]) == (400, 3)
