"""Callers that reach two API processes through a proxy, as nginx stands before them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

from chats.tests.faults.clients import new_key
from chats.tests.faults.upstream import CutOff, NotConnected, Upstream


@dataclass
class Proxy:
    """Takes turns, and asks the other one where nginx with `proxy_next_upstream error` and `max_fails=0` does.

    What may have been heard is repeated only where it changes nothing: a POST goes on only if no connection was made.
    """

    upstreams: tuple[Upstream, Upstream]
    api_key: str
    failures: list[str] = field(default_factory=list)
    answered: int = 0
    refused: int = 0
    _turn: Any = field(default_factory=count)

    def ask(self, verb: str, path: str, *, body: Any = None) -> Any:
        """The answer; None, with a line in `failures`, where a visitor would have been shown an error."""
        headers = {"Authorization": f"Bearer {self.api_key}"}
        if verb == "POST":
            headers |= {"Idempotency-Key": new_key(), "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        first = next(self._turn) % 2
        why = ""
        for upstream in (self.upstreams[first], self.upstreams[1 - first]):
            try:
                answer = upstream.ask(verb, f"/api/v1{path}", body=data, headers=headers)
            except NotConnected:
                self.refused += 1
                why = "not connected"
                continue
            except CutOff as cut_off:
                why = f"cut off: {cut_off}"
                if verb == "POST":
                    break
                continue
            if answer.status < 400:
                self.answered += 1
                return json.loads(answer.body)
            why = f"{answer.status} {answer.body[:200].decode(errors='replace')}"
            break
        self.failures.append(f"{verb} {path}: {why}")
        return None


class Crowd:
    """Threads that each do one thing again and again until the end."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def repeat(self, act: Callable[[], object], *, every: float) -> None:
        def go_on() -> None:
            while not self._stop.wait(every):
                act()

        self._threads.append(threading.Thread(target=go_on, daemon=True))
        self._threads[-1].start()
