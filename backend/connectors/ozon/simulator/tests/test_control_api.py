from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import Client

from connectors.ozon.simulator.server.web import SimulatorApp
from connectors.ozon.simulator.tests.factories import API_KEY, CLIENT_ID, Simulation

ACCOUNT = f"/accounts/{CLIENT_ID}"


@pytest.mark.parametrize("token", [None, "", "wrong", "control-token-of-the-tes"])
@pytest.mark.parametrize(
    ("verb", "path"), [("GET", "/state"), ("POST", "/reset"), ("GET", f"{ACCOUNT}/messages"), ("GET", "/x")]
)
def test_without_the_token_everything_is_refused(
    simulation: Simulation, token: str | None, verb: str, path: str
) -> None:
    assert simulation.control(verb, path, token=token).status == 401


def test_a_simulator_without_a_token_refuses_everybody(simulation: Simulation) -> None:
    client = Client(SimulatorApp(simulation.world, control_token="", sleep=lambda seconds: None))

    assert client.get("/_control/state", headers={"Authorization": "Bearer "}).status_code == 401


def test_the_state_tells_everything_but_the_key(simulation: Simulation) -> None:
    simulation.chat("Вопрос")

    state = simulation.control("GET", "/state")

    assert state.body["accounts"][0]["client_id"] == CLIENT_ID
    assert state.body["accounts"][0]["waiting"] == 1
    assert API_KEY.encode() not in state.raw


def test_a_key_is_made_and_shown_when_none_is_given(simulation: Simulation) -> None:
    created = simulation.control("POST", "/accounts", {"client_id": "2990147"}).body

    assert len(created["api_key"]) == 36
    assert simulation.call("/v1/roles", client_id="2990147", api_key=created["api_key"]).status == 200


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("POST", "/accounts", {"client_id": "abc"}),
        ("PATCH", ACCOUNT, {"subscripton": "PREMIUM"}),
        ("PATCH", ACCOUNT, {"subscription": "GOLD"}),
        ("PATCH", ACCOUNT, {"networks": ["everywhere"]}),
        ("PATCH", ACCOUNT, {"rate_limit": "2"}),
        ("POST", f"{ACCOUNT}/chats", {"created_at": "yesterday"}),
        ("POST", f"{ACCOUNT}/postings", {}),
        ("POST", f"{ACCOUNT}/seed", {"generate": {"chats": 10_000_000}}),
    ],
)
def test_a_mistyped_call_fails_loudly(simulation: Simulation, verb: str, path: str, body: dict[str, Any]) -> None:
    answered = simulation.control(verb, path, body)

    assert answered.status == 400
    assert answered.body["error"]


@pytest.mark.parametrize("path", ["/accounts/404", f"{ACCOUNT}/chats/none", f"{ACCOUNT}/nothing"])
def test_what_is_not_there_is_not_found(simulation: Simulation, path: str) -> None:
    assert simulation.control("GET", path).status == 404


def test_the_same_account_or_chat_cannot_be_made_twice(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")

    assert simulation.control("POST", "/accounts", {"client_id": CLIENT_ID}).status == 409
    assert simulation.control("POST", f"{ACCOUNT}/chats", {"chat_id": chat_id}).status == 409


def test_messages_are_told_with_the_way_they_came(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")
    simulation.write(chat_id, author="Seller", text="Из кабинета")
    simulation.write(chat_id, author="Support", text="От поддержки")
    simulation.send(chat_id, "Через API")

    messages = simulation.control("GET", f"{ACCOUNT}/messages").body

    assert [(one["text"], one["source"], one["published"]) for one in messages] == [
        ("Вопрос", "buyer", True),
        ("Из кабинета", "cabinet", True),
        ("От поддержки", "ozon", True),
        ("Через API", "api", False),
    ]
    assert messages[3]["message_id"] == "0"
    assert simulation.sends() == [messages[3]]


def test_a_message_can_be_planned(simulation: Simulation) -> None:
    chat_id = simulation.chat()
    simulation.write(chat_id, text="Через минуту", in_seconds=60)

    before = simulation.history(chat_id)
    simulation.clock.advance(61)

    assert before == []
    assert len(simulation.history(chat_id)) == 1


def test_a_chat_is_closed_and_opened_again(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")

    def status_after(status: str) -> str:
        simulation.control("PATCH", f"{ACCOUNT}/chats/{chat_id}", {"status": status})
        return str(simulation.list_page()["chats"][0]["chat"]["chat_status"])

    assert [status_after(status) for status in ("CLOSED", "OPENED")] == ["CLOSED", "OPENED"]


def test_written_out_chats_are_seeded_in_one_call(simulation: Simulation) -> None:
    chats = [
        {
            "kind": "BUYER_SELLER_SELECT",
            "created_at": "2026-11-01T10:00:00Z",
            "messages": [{"text": "Вопрос", "at": "2026-11-01T10:01:00Z"}, {"author": "Seller", "text": "Ответ"}],
        },
        {"messages": []},
    ]

    seeded = simulation.control("POST", f"{ACCOUNT}/seed", {"chats": chats}).body

    history = simulation.history(seeded["chats"][0])
    assert seeded["total"] == 2
    assert history[1]["created_at"].startswith("2026-11-01T10:01:00")


def test_thousands_of_chats_are_generated_in_one_call(simulation: Simulation) -> None:
    wanted = {"chats": 300, "empty": 600, "messages": 3, "waiting": 25, "closed": 100}

    simulation.control("POST", f"{ACCOUNT}/seed", {"generate": wanted})

    shop = simulation.world.shops[CLIENT_ID]
    assert len(shop.chats) == 900
    assert sum(not chat.messages for chat in shop.chats.values()) == 600
    assert len(shop.waiting()) == 25
    assert sum(chat.status == "CLOSED" for chat in shop.chats.values()) == 100
    assert all(len(chat.messages) in (0, 3) for chat in shop.chats.values())


def test_an_account_can_be_removed_and_everything_reset(simulation: Simulation) -> None:
    simulation.chat("Вопрос")
    simulation.control("POST", "/accounts", {"client_id": "2990147"})

    simulation.control("DELETE", ACCOUNT)
    left = simulation.control("GET", "/state").body["accounts"]
    simulation.control("POST", "/reset")

    assert [one["client_id"] for one in left] == ["2990147"]
    assert simulation.control("GET", "/state").body["accounts"] == []
    assert simulation.call("/v1/roles").status == 403
