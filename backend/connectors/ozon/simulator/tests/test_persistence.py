from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import orjson
import pytest

from connectors.ozon.simulator.server.sqlite_store import SqliteStore
from connectors.ozon.simulator.tests.factories import API_KEY, CLIENT_ID, TOKEN, Simulation, texts

BACKEND = Path(__file__).parents[4]
LONGEST_START = 20.0


def restarted(simulation: Simulation, path: Path) -> Simulation:
    return Simulation(store=SqliteStore(path), seed=99, clock=simulation.clock)


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    before = Simulation(store=SqliteStore(path))
    before.account(subscription="PREMIUM_PRO", rate_limit=7)
    before.fault("internal_error", method="/v1/seller/info", count=3)
    asked = before.chat("Вопрос", order_number="48866017-0495", scheme="fbs", paid_at="2026-11-20T10:00:00Z")
    before.chat(kind="UNSPECIFIED", unread_without_messages=200)
    before.chat("Закрытый вопрос", status="CLOSED")
    before.write(asked, photo=True)
    before.call("/v1/seller/info")

    after = restarted(before, path)

    assert after.list_page() == before.list_page()
    assert after.history(asked) == before.history(asked)
    assert after.control("GET", f"/accounts/{CLIENT_ID}/faults").body[0]["count"] == 2
    assert after.world.shops[CLIENT_ID].account == before.world.shops[CLIENT_ID].account


def test_what_was_planned_happens_after_the_restart(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    before = Simulation(store=SqliteStore(path))
    before.account()
    chat_id = before.chat("Вопрос")
    before.write(chat_id, photo=True)
    before.write(chat_id, text="Позже", in_seconds=30)
    before.fault("late_echo", seconds=60)
    before.send(chat_id, "Ответ")

    after = restarted(before, path)
    at_once = after.history(chat_id)
    after.clock.advance(61)
    later = after.history(chat_id)

    assert at_once[0]["moderate_image_status"] == "MODERATION"
    assert texts(later)[:2] == ["Ответ", "Позже"]
    assert later[2]["moderate_image_status"] == "SUCCESS"


def test_ids_go_on_growing_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    before = Simulation(store=SqliteStore(path))
    before.account()
    chat_id = before.chat("Вопрос", "Ещё вопрос")

    after = restarted(before, path)
    after.write(chat_id, text="Новый вопрос")

    assert texts(after.history(chat_id)) == ["Новый вопрос", "Ещё вопрос", "Вопрос"]


def test_a_removed_account_leaves_nothing_in_the_file(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "state.db")
    simulation = Simulation(store=store)
    simulation.account()
    simulation.write(simulation.chat("Вопрос"), photo=True)

    simulation.control("DELETE", f"/accounts/{CLIENT_ID}")

    snapshot = store.load()
    assert (snapshot.accounts, snapshot.chats, snapshot.messages) == ([], [], [])


class Server:
    """The simulator as a real process."""

    def __init__(self, state: Path, *options: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        arguments = ["--port", str(self.port), "--state", str(state), "--control-token", TOKEN, *options]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "connectors.ozon.simulator", *arguments],
            env={**os.environ, "PYTHONPATH": str(BACKEND)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.first_line = self.process.stdout.readline()

    def call(self, verb: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(verb, path, orjson.dumps(body or {}), headers or {"Authorization": f"Bearer {TOKEN}"})
        return orjson.loads(connection.getresponse().read())

    def end(self, how: signal.Signals) -> float:
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(timeout=10)
        return time.monotonic() - began


@pytest.mark.process
def test_a_killed_process_loses_nothing_and_a_terminated_one_ends_at_once(tmp_path: Path) -> None:
    first = Server(tmp_path / "state.db")
    seller = {"Client-Id": CLIENT_ID, "Api-Key": API_KEY}
    try:
        first.call("POST", "/_control/accounts", {"client_id": CLIENT_ID, "api_key": API_KEY})
        path = f"/_control/accounts/{CLIENT_ID}/chats"
        chat_id = first.call("POST", path, {"messages": [{"text": "Вопрос"}]})["chat_id"]
        sent = first.call("POST", "/v1/chat/send/message", {"chat_id": chat_id, "text": "Ответ"}, seller)
    finally:
        first.end(signal.SIGKILL)

    second = Server(tmp_path / "state.db")
    try:
        messages = second.call("GET", f"/_control/accounts/{CLIENT_ID}/messages")
    finally:
        took = second.end(signal.SIGTERM)

    assert first.first_line.startswith("ozon simulator is ready on http://127.0.0.1:")
    assert sent == {"result": "success"}
    assert [message["text"] for message in messages] == ["Вопрос", "Ответ"]
    assert took < 2
