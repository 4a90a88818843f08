"""Callers that reach two API processes through a proxy, as nginx stands before them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self

import requests

from chats.tests.faults.clients import new_key

PATIENCE = (2.0, 15.0)


@dataclass
class Proxy:
    """Takes turns, and goes to the other one where no answer came: nginx's `proxy_next_upstream error`.

    A request that writes goes there again only under a key that makes it one request.
    """

    urls: tuple[str, str]
    api_key: str
    failures: list[str] = field(default_factory=list)
    answered: int = 0
    _turn: Any = field(default_factory=count)

    def ask(self, verb: str, path: str, *, body: Any = None) -> Any:
        headers = {"Authorization": f"Bearer {self.api_key}"}
        if verb == "POST":
            headers["Idempotency-Key"] = new_key()
        first = next(self._turn) % 2
        for url in (self.urls[first], self.urls[1 - first]):
            try:
                answer = requests.request(verb, f"{url}/api/v1{path}", json=body, headers=headers, timeout=PATIENCE)
            except requests.ConnectionError:
                continue
            if answer.status_code >= 400:
                break
            self.answered += 1
            return answer.json()
        else:
            self.failures.append(f"{verb} {path}: neither answered")
            return None
        self.failures.append(f"{verb} {path}: {answer.status_code} {answer.text[:200]}")
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
