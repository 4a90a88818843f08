from __future__ import annotations

from base64 import b64encode
from urllib.parse import urlsplit

import pytest

from connectors.ozon.simulator.demo.pdf import write_pdf
from connectors.ozon.simulator.tests.factories import API_KEY, CLIENT_ID, Simulation


def link_of(simulation: Simulation, chat_id: str) -> str:
    words: str = simulation.history(chat_id)[0]["data"][0]
    return urlsplit(words.rpartition("(")[2].rstrip(")")).path


def test_a_file_is_given_to_who_has_both_headers(simulation: Simulation) -> None:
    content = write_pdf(["Certificate"])
    chat_id = simulation.chat()
    simulation.write(chat_id, name="сертификат качества.pdf", base64_content=b64encode(content).decode())

    answered = simulation.download(link_of(simulation, chat_id))

    assert answered.status == 200
    assert answered.headers["Content-Type"] == "application/pdf"
    assert answered.raw == content


@pytest.mark.parametrize(
    ("client_id", "api_key", "status"),
    [(None, None, 401), (CLIENT_ID, None, 401), (None, API_KEY, 401), (CLIENT_ID, "wrong", 403)],
)
def test_a_file_is_refused_without_them(
    simulation: Simulation, client_id: str | None, api_key: str | None, status: int
) -> None:
    chat_id = simulation.chat()
    simulation.write(chat_id, photo=True)

    answered = simulation.download(link_of(simulation, chat_id), client_id=client_id, api_key=api_key)

    assert answered.status == status


def test_a_file_of_another_account_is_not_found(simulation: Simulation) -> None:
    chat_id = simulation.chat()
    simulation.write(chat_id, photo=True)
    simulation.control("POST", "/accounts", {"client_id": "2990147", "api_key": "other"})

    answered = simulation.download(link_of(simulation, chat_id), client_id="2990147", api_key="other")

    assert answered.status == 404


def test_an_unknown_file_is_not_found(simulation: Simulation) -> None:
    assert simulation.download("/v2/chat/file/5b1c90d2/photo_1.jpg").status == 404


@pytest.mark.parametrize("verdict", ["SUCCESS", "FAILED"])
def test_a_picture_is_moderated_and_then_judged(simulation: Simulation, verdict: str) -> None:
    chat_id = simulation.chat()
    simulation.write(chat_id, photo=True, verdict=verdict)

    at_first = simulation.history(chat_id)[0]
    simulation.clock.advance(21)
    later = simulation.history(chat_id, filter={"message_ids": [str(at_first["message_id"])]})[0]

    assert at_first["moderate_image_status"] == "MODERATION"
    assert later["moderate_image_status"] == verdict


def test_a_picture_sent_by_the_seller_may_fail_after_a_success(simulation: Simulation) -> None:
    chat_id = simulation.chat("Пришлите фото")
    simulation.change(moderation_result="FAILED")

    body = {"chat_id": chat_id, "name": "photo.jpg", "base64_content": b64encode(b"jpeg").decode()}
    answered = simulation.call("/v1/chat/send/file", body)
    simulation.clock.advance(25)

    assert answered.body == {"result": "success"}
    assert simulation.history(chat_id)[0]["moderate_image_status"] == "FAILED"
