"""The simulated marketplace of a run: started without a shop, filled and watched through its control API."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping
from typing import Any, Final

from bench.place import Place
from stack.children import Command
from stack.paths import BACKEND, PYTHON
from stack.ports import LOOPBACK, answers, free_port

_TOKEN: Final = "control-token-of-the-bench"
_SECONDS: Final = 60
# The simulator closes a connection that was quiet for longer.
_KEPT_SECONDS: Final = 30


class Marketplace:
    """One kept connection to the control API; not for several threads."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
        self._used_at = time.monotonic()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def again(self) -> Marketplace:
        """Another connection, for another thread."""
        return Marketplace(self.port)

    def ask(self, verb: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {_TOKEN}", "Content-Type": "application/json"}
        content = json.dumps(body).encode() if body is not None else None
        if time.monotonic() - self._used_at > _KEPT_SECONDS:
            self._connection.close()
        self._used_at = time.monotonic()
        self._connection.request(verb, f"/_control/{path}", body=content, headers=headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"the simulator answered {answer.status} to {verb} {path}")
        return json.loads(text)


def start_marketplace(place: Place) -> tuple[Marketplace, int]:
    """Start it; the way to control it, and its process."""
    port = free_port()
    argv = [str(PYTHON), "-m", "connectors.ozon.simulator", "--port", str(port)]
    argv += ["--state", str(place.home / f"simulator-{port}.sqlite3")]
    env = {**place.env, "SIMULATOR_CONTROL_TOKEN": _TOKEN}
    (child,) = place.supervisor.start(Command("simulator", argv, env, cwd=BACKEND, echo=False))
    place.supervisor.wait_until(lambda: answers(port), what="The simulator", timeout=60)
    return Marketplace(port), child.pid
