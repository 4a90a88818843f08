from __future__ import annotations

from typing import Any

import orjson
import pytest

from connectors.ozon.simulator.core.faults import KINDS
from connectors.ozon.simulator.server.web import ConnectionLostError
from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation, texts

SEND = "/v1/chat/send/message"
LIST = "/v3/chat/list"
HISTORY = "/v3/chat/history"


@pytest.fixture
def chat_id(simulation: Simulation) -> str:
    return simulation.chat("Вопрос про тапочки")


@pytest.mark.parametrize(
    ("kind", "status", "media_type", "fragment"),
    [
        ("rate_limit", 429, "application/json", "request rate limit per second"),
        ("internal_error", 500, "application/json", "Internal error"),
        ("circle_open", 500, "application/json", "Circle is open"),
        ("bad_gateway", 502, "text/html", "502 Bad Gateway"),
        ("path_gone", 404, "text/plain", "404 page not found"),
    ],
)
def test_a_refusing_fault_accepts_nothing(
    simulation: Simulation, chat_id: str, kind: str, status: int, media_type: str, fragment: str
) -> None:
    simulation.fault(kind, method=SEND, count=1, seconds=7)

    refused = simulation.send(chat_id, odd=True)
    sends = simulation.sends()
    again = simulation.send(chat_id)

    assert refused.status == status
    assert refused.headers["Content-Type"].startswith(media_type)
    assert fragment in refused.raw.decode()
    assert sends == []
    assert again.status == 200


def test_a_429_carries_the_asked_retry_after(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("rate_limit", seconds=7)

    assert simulation.send(chat_id).headers["Retry-After"] == "7"


def test_any_refusal_can_be_spelled_out(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("refusal", method=SEND, status=409, code=10, message="conflict of something")

    answered = simulation.send(chat_id)

    assert (answered.status, answered.body["code"], answered.body["message"]) == (409, 10, "conflict of something")


@pytest.mark.parametrize(("kind", "accepted"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_tells_nothing_about_acceptance(
    simulation: Simulation, chat_id: str, kind: str, accepted: int
) -> None:
    simulation.fault(kind, method=SEND, count=1)

    with pytest.raises(ConnectionLostError) as caught:
        simulation.send(chat_id, "Ответ")
    simulation.clock.advance(3)

    assert not caught.value.timed_out
    assert [send["text"] for send in simulation.sends()] == ["Ответ"] * accepted
    assert len(simulation.history(chat_id)) == 1 + accepted


@pytest.mark.parametrize(("kind", "accepted"), [("timeout_before", 0), ("timeout_after", 1)])
def test_a_time_out_keeps_the_caller_waiting(simulation: Simulation, chat_id: str, kind: str, accepted: int) -> None:
    simulation.fault(kind, method=SEND, count=1, seconds=40)

    with pytest.raises(ConnectionLostError) as caught:
        simulation.send(chat_id)

    assert caught.value.timed_out
    assert simulation.slept == [40]
    assert len(simulation.sends()) == accepted


def test_a_truncated_answer_was_accepted(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("truncated", method=SEND, count=1)

    answered = simulation.send(chat_id, odd=True)

    assert answered.status == 200
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(answered.raw)
    assert len(simulation.sends()) == 1


def test_delays_and_latency_add_up(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("delay", method=LIST, seconds=3)
    simulation.change(latency_seconds=0.5)

    simulation.list_page()
    simulation.history(chat_id)

    assert simulation.slept == [3.5, 0.5]


def test_a_fault_counts_down_and_ends(simulation: Simulation) -> None:
    simulation.fault("internal_error", method=LIST, count=2)

    statuses = [simulation.call(LIST, {"limit": 1}).status for _ in range(3)]

    assert statuses == [500, 500, 200]
    assert simulation.control("GET", f"/accounts/{CLIENT_ID}/faults").body == []


def test_a_fault_strikes_as_often_as_its_probability_says(simulation: Simulation) -> None:
    simulation.change(rate_limit=0)
    simulation.fault("internal_error", probability=0.3)

    failed = sum(simulation.call(LIST, {"limit": 1}).status == 500 for _ in range(400))

    assert 80 < failed < 160


def test_the_same_seed_brings_the_same_faults() -> None:
    def statuses(seed: int) -> list[int]:
        simulation = Simulation(seed=seed)
        simulation.account(rate_limit=0)
        simulation.fault("internal_error", probability=0.5)
        return [simulation.call(LIST, {"limit": 1}).status for _ in range(40)]

    assert statuses(3) == statuses(3)
    assert statuses(3) != statuses(4)


def test_a_fault_keeps_to_its_method(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("internal_error", method="/v1/chat/send")

    assert simulation.send(chat_id).status == 500
    assert simulation.call(HISTORY, {"chat_id": chat_id}).status == 200


def test_faults_are_listed_and_taken_away(simulation: Simulation) -> None:
    simulation.fault("internal_error", method=LIST)
    simulation.fault("bad_gateway", method=HISTORY)
    first, second = simulation.control("GET", f"/accounts/{CLIENT_ID}/faults").body

    simulation.control("DELETE", f"/accounts/{CLIENT_ID}/faults/{first['fault_id']}")
    left = simulation.control("GET", f"/accounts/{CLIENT_ID}/faults").body
    simulation.control("DELETE", f"/accounts/{CLIENT_ID}/faults")

    assert left == [second]
    assert simulation.control("GET", f"/accounts/{CLIENT_ID}/faults").body == []


def test_a_fault_can_be_added_to_every_account(simulation: Simulation) -> None:
    simulation.control("POST", "/accounts", {"client_id": "2990147", "api_key": "other"})

    added = simulation.control("POST", "/faults", {"kind": "bad_gateway"}).body

    assert added["accounts"] == 2
    assert simulation.call("/v1/roles", client_id="2990147", api_key="other", odd=True).status == 502


def test_ids_come_as_strings_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("ids_as_strings")

    row = simulation.list_page()["chats"][0]
    message = simulation.history(chat_id)[0]

    assert row["last_message_id"] == message["message_id"] == str(int(message["message_id"]))
    assert row["first_unread_message_id"] == message["message_id"]


def test_the_customer_is_spelled_with_a_cyrillic_letter_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("cyrillic_customer")

    assert simulation.history(chat_id)[0]["user"]["type"] == "\u0421ustomer"


def test_has_next_comes_as_a_word_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("has_next_string", method=LIST)

    assert simulation.list_page()["has_next"] == "false"


def test_unknown_values_and_fields_leave_buyers_readable(simulation: Simulation, chat_id: str) -> None:
    simulation.chat(kind="SELLER_SUPPORT")
    simulation.write(chat_id, author="Crm", text="Автоматическое сообщение")
    simulation.fault("unknown_values")

    kinds = {row["chat"]["chat_type"] for row in simulation.list_page()["chats"]}
    authors = {message["user"]["type"] for message in simulation.history(chat_id)}

    assert kinds == {"BUYER_SELLER", "SELLER_CARGO_CLUB"}
    assert authors == {"Customer", "Robot"}


def test_unknown_values_leave_buyers_readable_however_they_are_spelled(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("cyrillic_customer")
    simulation.fault("unknown_values")

    assert simulation.history(chat_id)[0]["user"]["type"] == "\u0421ustomer"


def test_a_shuffled_page_holds_the_same_chats(simulation: Simulation) -> None:
    for number in range(20):
        simulation.chat(f"Вопрос {number}")
    in_order = [row["chat"]["chat_id"] for row in simulation.list_page()["chats"]]
    simulation.fault("shuffled_list", count=1)

    shuffled = [row["chat"]["chat_id"] for row in simulation.list_page()["chats"]]

    assert shuffled != in_order
    assert sorted(shuffled) == sorted(in_order)


def list_with(simulation: Simulation, kind: str) -> dict[str, Any]:
    simulation.fault(kind)
    return dict(simulation.call(LIST, {"limit": 10}, odd=True).body)


def test_a_null_chat_stands_among_the_others(simulation: Simulation, chat_id: str) -> None:
    rows = list_with(simulation, "null_chat")["chats"]

    assert None in rows
    assert {"chat": None, "unread_count": 0} in rows
    assert any(row and row["chat"] and row["chat"]["chat_id"] == chat_id for row in rows)


def test_a_count_is_negative_when_told(simulation: Simulation, chat_id: str) -> None:
    assert list_with(simulation, "negative_count")["chats"][0]["unread_count"] == -1


def test_a_cursor_loops_when_told(simulation: Simulation, chat_id: str) -> None:
    page = list_with(simulation, "looping_cursor")

    assert (page["has_next"], page["cursor"]) == (True, "")


def test_a_cursor_is_forgotten_when_told_and_the_first_page_is_not(simulation: Simulation, chat_id: str) -> None:
    simulation.chat("Вопрос про чашки")
    simulation.fault("cursor_gone", count=1)
    first = simulation.list_page(limit=1)

    refused = simulation.call(LIST, {"limit": 1, "cursor": first["cursor"]}, odd=True)

    assert (refused.status, refused.body["code"]) == (400, 3)
    assert simulation.list_page(limit=1, cursor=first["cursor"])["chats"][0]["chat"]["chat_id"] == chat_id


def test_a_date_lies_in_the_year_one_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("year_one")

    assert simulation.history(chat_id)[0]["created_at"] == "0001-01-01T00:00:00Z"


def test_a_message_with_the_id_0_joins_the_others_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("zero_id")

    assert [message["message_id"] == 0 for message in simulation.history(chat_id)] == [False, True]


def test_a_picture_shows_nothing_but_that_it_is_one_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.write(chat_id, photo=True)
    simulation.fault("unshown_pictures", count=1)

    hidden, shown = simulation.history(chat_id)[0], simulation.history(chat_id)[0]

    assert (hidden["is_image"], hidden["data"]) == (True, [])
    assert shown["data"] != []


def test_a_picture_links_to_a_foreign_host_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.write(chat_id, photo=True)
    simulation.fault("foreign_link")

    assert "https://files.example.org/" in simulation.history(chat_id)[0]["data"][0]


def test_the_echo_comes_with_the_marker_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("error_marker", count=1)

    simulation.send(chat_id, "Ответ")
    simulation.clock.advance(3)

    assert simulation.history(chat_id)[0]["data"] == ["errorText", "Ответ"]


def test_the_echo_comes_with_doubled_blanks_when_told(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("doubled_blanks", count=1)

    simulation.send(chat_id, "Отправим сегодня вечером")
    simulation.clock.advance(3)

    assert simulation.history(chat_id)[0]["data"] == ["Отправим  сегодня  вечером"]
    assert simulation.sends()[0]["text"] == "Отправим сегодня вечером"


@pytest.mark.parametrize(("keeps_place", "order"), [(False, ["Ответ", "Ещё вопрос"]), (True, ["Ещё вопрос", "Ответ"])])
def test_a_late_echo_comes_minutes_later(
    simulation: Simulation, chat_id: str, keeps_place: bool, order: list[str]
) -> None:
    simulation.fault("late_echo", count=1, seconds=300, keeps_place=keeps_place)

    simulation.send(chat_id, "Ответ")
    simulation.write(chat_id, text="Ещё вопрос")
    simulation.clock.advance(299)
    before = texts(simulation.history(chat_id))
    simulation.clock.advance(2)

    assert before == ["Ещё вопрос", "Вопрос про тапочки"]
    assert texts(simulation.history(chat_id))[:2] == order


def test_the_list_knows_a_message_some_reads_before_the_history(simulation: Simulation, chat_id: str) -> None:
    simulation.fault("list_before_history", count=1, polls=2)
    simulation.write(chat_id, text="Новый вопрос")

    promised = simulation.list_page()["chats"][0]["last_message_id"]
    reads = [simulation.history(chat_id)[0]["message_id"] for _ in range(3)]

    assert reads[0] == reads[1] < promised
    assert reads[2] == promised


def test_an_unknown_kind_of_fault_is_refused_with_the_known_ones(simulation: Simulation) -> None:
    refused = simulation.control("POST", f"/accounts/{CLIENT_ID}/faults", {"kind": "earthquake"})

    assert refused.status == 400
    assert all(kind in refused.body["error"] for kind in KINDS)
