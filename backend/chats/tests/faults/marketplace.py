"""The simulator in this process: the way to it, and everything that people do there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import orjson
from werkzeug.test import Client, TestResponse

from chats.tests.faults import turns
from chats.tests.faults.deaths import Gates
from chats.tests.faults.outages import Outages, Part
from connectors.http import Answer, AnswerLost, ConnectionNotMade, StreamedAnswer
from connectors.ozon.simulator.core.message import Message as RemoteMessage
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.store import MemoryStore
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.server.web import ConnectionLostError, SimulatorApp
from connectors.testing.clock import FakeClock

CLIENT_ID: Final = "1883021"
TOKEN: Final = "control-token-of-the-storm"


class Marketplace:
    """One shop at the simulator; its people act through the control API."""

    def __init__(self, clock: FakeClock, *, seed: int) -> None:
        self.clock = clock
        self.once_hidden: set[str] = set()
        self.world = World(clock=clock, random=Random(seed), store=MemoryStore())
        self._web = Client(
            SimulatorApp(self.world, control_token=TOKEN, sleep=lambda seconds: turns.sleep(clock, seconds))
        )
        self.api_key = str(self.command("POST", "/accounts", {"client_id": CLIENT_ID})["api_key"])

    @property
    def shop(self) -> Shop:
        return self.world.shops[CLIENT_ID]

    def change(self, **fields: Any) -> None:
        self.command("PATCH", f"/accounts/{CLIENT_ID}", fields)

    def at_the_shop(self, verb: str, path: str, body: Any = None) -> Any:
        return self.command(verb, f"/accounts/{CLIENT_ID}{path}", body)

    def command(self, verb: str, path: str, body: Any = None) -> Any:
        data = None if body is None else orjson.dumps(body)
        answer = self._web.open(
            f"/_control{path}", method=verb, data=data, headers={"Authorization": f"Bearer {TOKEN}"}
        )
        assert answer.status_code == 200, (path, answer.data)
        return orjson.loads(answer.data)

    def ask(self, path: str, headers: Mapping[str, str], body: bytes) -> TestResponse:
        # A read shows what was hidden, so this is the last moment to see it.
        self.once_hidden |= {str(message.message_id) for message in self.messages() if message.hidden_reads}
        return self._web.post(path, data=body, headers=dict(headers), content_type="application/json")

    def messages(self) -> list[RemoteMessage]:
        """Everything that stands in the histories of buyers' chats."""
        with self.world.turn():
            chats = [chat for chat in self.shop.chats.values() if chat.is_with_buyer]
            return [message for chat in chats for message in chat.messages]

    def show_everything(self) -> None:
        """The history no longer hides what the list knows."""
        for message in self.messages():
            message.hidden_reads = 0

    def is_silent(self) -> bool:
        """Nothing is on its way into a history any more."""
        with self.world.turn():
            return not any(chat.coming for chat in self.shop.chats.values())


@dataclass
class Way:
    """The network to the simulator: a transport that can break, and behind which a caller may die."""

    marketplace: Marketplace
    gates: Gates
    outages: Outages
    later: Callable[[float, Callable[[], object]], None]
    base_url: str = "https://api-seller.ozon.ru"
    slow_sends: int = 0

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Answer:
        self.gates.let_others_go_first(0.3)
        self.gates.go_through()
        if self.outages.are_on(Part.MARKETPLACE):
            raise ConnectionNotMade
        if fresh and self.slow_sends > 0:
            self._accept_too_late(path, dict(headers), body)
        try:
            answer = self.marketplace.ask(path, headers, body)
        except ConnectionLostError as lost:
            raise AnswerLost(timed_out=lost.timed_out) from lost
        self.gates.let_others_go_first(0.3)
        self.gates.go_through()
        return Answer(status=answer.status_code, headers=dict(answer.headers), body=answer.data)

    def stream(self, path: str, *, headers: Mapping[str, str]) -> StreamedAnswer:
        raise NotImplementedError("nobody downloads during a storm")

    def _accept_too_late(self, path: str, headers: Mapping[str, str], body: bytes) -> None:
        """The caller loses patience, and only then the marketplace takes what it was sent."""
        self.slow_sends -= 1
        self.later(20, lambda: self._nobody_listens(path, headers, body))
        turns.sleep(self.marketplace.clock, 15)
        self.gates.go_through()
        raise AnswerLost(timed_out=True)

    def _nobody_listens(self, path: str, headers: Mapping[str, str], body: bytes) -> None:
        try:
            self.marketplace.ask(path, headers, body)
        except ConnectionLostError:
            return
