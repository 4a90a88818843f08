from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

import orjson
from werkzeug.test import Client, TestResponse

from connectors.ozon.simulator.core.clock import ManualClock
from connectors.ozon.simulator.core.store import MemoryStore, Store
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.server.web import SimulatorApp
from connectors.ozon.simulator.tests.openapi import check_answer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TOKEN = "control-token-of-the-test"
CLIENT_ID = "1883021"
API_KEY = "0a1b2c3d-1111-4222-8333-444455556666"
OTHER_CLIENT_ID = "2990147"
OTHER_API_KEY = "9f8e7d6c-1111-4222-8333-444455556666"


@dataclass
class Answered:
    status: int
    body: Any
    headers: dict[str, str]
    raw: bytes = b""


class Simulation:
    """The whole simulator in this process, under a clock that the test moves."""

    def __init__(self, *, store: Store | None = None, seed: int = 7, clock: ManualClock | None = None) -> None:
        self.clock = clock or ManualClock(NOW)
        self.world = World(clock=self.clock, random=Random(seed), store=store or MemoryStore())
        self.slept: list[float] = []
        self._client = Client(SimulatorApp(self.world, control_token=TOKEN, sleep=self._sleep))

    def call(
        self,
        path: str,
        body: Any = None,
        *,
        client_id: str | None = CLIENT_ID,
        api_key: str | None = API_KEY,
        odd: bool = False,
        address: str = "127.0.0.1",
    ) -> Answered:
        """A call as a seller's program makes it; its answer is compared with the document unless it may be odd."""
        headers = {name: value for name, value in (("Client-Id", client_id), ("Api-Key", api_key)) if value is not None}
        raw = body if isinstance(body, bytes) else orjson.dumps({} if body is None else body)
        response = self._client.post(
            path, data=raw, headers=headers, content_type="application/json", environ_base={"REMOTE_ADDR": address}
        )
        answered = _answered(response)
        if not odd:
            check_answer("POST", path, answered.status, response.mimetype or "", answered.body)
        return answered

    def download(self, path: str, *, client_id: str | None = CLIENT_ID, api_key: str | None = API_KEY) -> Answered:
        headers = {name: value for name, value in (("Client-Id", client_id), ("Api-Key", api_key)) if value is not None}
        response = self._client.get(path, headers=headers)
        answered = _answered(response)
        check_answer("GET", path, answered.status, response.mimetype or "", answered.body)
        return answered

    def control(self, verb: str, path: str, body: Any = None, *, token: str | None = TOKEN) -> Answered:
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        data = None if body is None else orjson.dumps(body)
        return _answered(self._client.open(f"/_control{path}", method=verb, data=data, headers=headers))

    def page(self, path: str) -> TestResponse:
        return self._client.get(path)

    def submit(self, path: str, data: dict[str, Any], *, origin: str | None = None) -> TestResponse:
        headers = {"Origin": origin} if origin else {}
        return self._client.post(path, data=data, headers=headers)

    def account(self, **fields: Any) -> None:
        body = {"client_id": CLIENT_ID, "api_key": API_KEY, "echo_seconds": [1.0, 2.0]} | fields
        assert self.control("POST", "/accounts", body).status == 200

    def change(self, **fields: Any) -> None:
        assert self.control("PATCH", f"/accounts/{CLIENT_ID}", fields).status == 200

    def chat(self, *words: str, **fields: Any) -> str:
        """A chat in which the buyer has said these words, just now."""
        body = {"messages": [{"text": text} for text in words]} | fields
        created = self.control("POST", f"/accounts/{CLIENT_ID}/chats", body)
        assert created.status == 200, created.body
        return str(created.body["chat_id"])

    def write(self, chat_id: str, **fields: Any) -> dict[str, Any]:
        written = self.control("POST", f"/accounts/{CLIENT_ID}/chats/{chat_id}/messages", fields)
        assert written.status == 200, written.body
        return dict(written.body)

    def fault(self, kind: str, **fields: Any) -> None:
        assert self.control("POST", f"/accounts/{CLIENT_ID}/faults", {"kind": kind, **fields}).status == 200

    def send(self, chat_id: str, text: str = "Добрый день! Отправим сегодня.", **options: Any) -> Answered:
        return self.call("/v1/chat/send/message", {"chat_id": chat_id, "text": text}, **options)

    def list_page(self, **fields: Any) -> dict[str, Any]:
        answered = self.call("/v3/chat/list", {"limit": 100} | fields)
        assert answered.status == 200, answered.body
        return dict(answered.body)

    def history(self, chat_id: str, **fields: Any) -> list[dict[str, Any]]:
        answered = self.call("/v3/chat/history", {"chat_id": chat_id} | fields)
        assert answered.status == 200, answered.body
        return list(answered.body["messages"])

    def sends(self) -> list[dict[str, Any]]:
        return list(self.control("GET", f"/accounts/{CLIENT_ID}/sends").body)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.advance(seconds)


def _answered(response: TestResponse) -> Answered:
    is_json = response.mimetype == "application/json"
    try:
        body = orjson.loads(response.data) if is_json else None
    except orjson.JSONDecodeError:
        body = None
    return Answered(response.status_code, body, dict(response.headers), response.data)


def texts(messages: list[dict[str, Any]]) -> list[str]:
    return [message["data"][-1] for message in messages]
