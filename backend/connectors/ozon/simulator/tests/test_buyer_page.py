from __future__ import annotations

from io import BytesIO

import pytest

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation, texts

SHOP = f"/shops/{CLIENT_ID}"


def only_chat(simulation: Simulation) -> Chat:
    (chat,) = simulation.world.shops[CLIENT_ID].chats.values()
    return chat


def test_a_person_finds_the_shop_and_its_chats(simulation: Simulation) -> None:
    chat_id = simulation.chat("Где мой <b>заказ</b>?", buyer_name="Марина", order_number="48866017-0495")

    start, shop = simulation.page("/").text, simulation.page(SHOP).text

    assert SHOP in start
    assert "ждут ответа: 1" in start
    assert f"{SHOP}/chats/{chat_id}" in shop
    assert "Марина" in shop
    assert "&lt;b&gt;заказ&lt;/b&gt;" in shop
    assert "ждёт ответа" in shop


def test_a_person_begins_a_chat_and_writes_into_it(simulation: Simulation) -> None:
    began = simulation.submit(f"{SHOP}/chats", {"text": "Есть ли размер 44?", "scheme": "fbo"})
    simulation.submit(f"{began.headers['Location']}/messages", {"text": "И синий цвет?"})

    chat = only_chat(simulation)
    assert began.status_code == 303
    assert texts(simulation.history(chat.chat_id)) == ["И синий цвет?", "Есть ли размер 44?"]


def test_a_person_opens_a_chat_and_says_nothing(simulation: Simulation) -> None:
    simulation.submit(f"{SHOP}/chats", {"text": " ", "scheme": ""})

    assert simulation.list_page()["chats"][0]["last_message_id"] == 0
    assert "открыт и молчит" in simulation.page(SHOP).text


def test_a_person_sends_a_sample_photo_or_an_own_file(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")
    here = f"{SHOP}/chats/{chat_id}"

    simulation.submit(f"{here}/messages", {"sample": "1"})
    simulation.submit(f"{here}/messages", {"file": (BytesIO(b"%PDF-1.4"), "чек.pdf")})

    document, photo, _ = simulation.history(chat_id)
    assert photo["is_image"]
    assert document["data"][0].startswith("[чек.pdf (1 KB)]")
    assert "на модерации" in simulation.page(here).text


def test_pictures_are_shown_and_other_files_only_downloaded(simulation: Simulation) -> None:
    chat_id = simulation.chat()
    simulation.write(chat_id, photo=True)
    simulation.write(chat_id, name="page.pdf", base64_content="aGk=")
    picture, document = only_chat(simulation).messages

    shown = simulation.page(f"{SHOP}/files/{picture.file}")
    saved = simulation.page(f"{SHOP}/files/{document.file}")

    assert shown.data.startswith(b"\x89PNG")
    assert "Content-Disposition" not in shown.headers
    assert saved.headers["Content-Disposition"] == "attachment"


def test_the_reply_of_the_seller_appears_and_is_read(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")
    simulation.send(chat_id, "Добрый день! Да, есть.")
    simulation.clock.advance(3)

    feed = simulation.page(f"{SHOP}/chats/{chat_id}/feed").text

    assert "Добрый день! Да, есть." in feed
    assert simulation.history(chat_id)[0]["is_read"]


def test_a_person_closes_the_chat_and_opens_it_again(simulation: Simulation) -> None:
    here = f"{SHOP}/chats/{simulation.chat('Вопрос')}"

    simulation.submit(f"{here}/close", {})
    closed = only_chat(simulation).status
    page_of_closed = simulation.page(here).text
    simulation.submit(f"{here}/reopen", {})

    assert (closed, only_chat(simulation).status) == ("CLOSED", "OPENED")
    assert "<textarea" not in page_of_closed
    assert "<textarea" in simulation.page(here).text


def test_a_person_breaks_the_key_and_the_subscription(simulation: Simulation) -> None:
    simulation.submit(f"{SHOP}/account", {"key_status": "expired", "subscription": "PREMIUM"})

    account = simulation.world.shops[CLIENT_ID].account
    assert (account.key_status, account.subscription) == ("expired", "PREMIUM")
    assert simulation.call("/v1/roles").status == 403


@pytest.mark.parametrize(("kind", "status"), [("internal_error", 500), ("rate_limit", 429)])
def test_a_person_breaks_the_next_send_only(simulation: Simulation, kind: str, status: int) -> None:
    chat_id = simulation.chat("Вопрос")

    simulation.submit(f"{SHOP}/faults", {"kind": kind})

    assert [simulation.send(chat_id).status for _ in range(2)] == [status, 200]


@pytest.mark.parametrize("path", ["/shops/404", f"{SHOP}/chats/none", f"{SHOP}/files/none/x.png"])
def test_what_is_not_there_is_not_found(simulation: Simulation, path: str) -> None:
    assert simulation.page(path).status_code == 404


def test_a_form_of_another_site_is_refused(simulation: Simulation) -> None:
    foreign = simulation.submit(f"{SHOP}/chats", {"text": "Вопрос"}, origin="https://example.org")
    own = simulation.submit(f"{SHOP}/chats", {"text": "Вопрос"}, origin="http://localhost")

    assert (foreign.status_code, own.status_code) == (403, 303)
