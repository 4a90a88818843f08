"""One API process as nginx reaches it: over connections that it keeps for a while."""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import urlsplit

# As in deploy/nginx: `keepalive 16`, `keepalive_timeout 4s`. Patience is shorter than there, for a drill does not hang.
KEPT: Final = 16
IDLE_SECONDS: Final = 4.0
PATIENCE_SECONDS: Final = 15.0


class NotConnected(Exception):
    """Nothing was sent."""


class CutOff(Exception):
    """What was sent may have been heard; no answer came."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


class Upstream:
    """May be asked by many threads at once; `connections` counts those that were made."""

    def __init__(self, url: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = urlsplit(url).netloc
        self._clock = clock
        self._kept: list[tuple[HTTPConnection, float]] = []
        self._lock = threading.Lock()
        self.connections = 0

    def ask(self, verb: str, path: str, *, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Raises `NotConnected` or `CutOff`. Impatience is 504, a broken answer 502: nginx repeats neither."""
        try:
            line = self._take() or self._connect()
            try:
                line.request(verb, path, body=body, headers=dict(headers))
                answer = line.getresponse()
            except (ConnectionError, HTTPException) as error:
                line.close()
                raise CutOff(f"{type(error).__name__}: {error}") from error
        except TimeoutError:
            return Answer(504, b"no answer in time")
        try:
            content = answer.read()
        except (OSError, HTTPException):
            line.close()
            return Answer(502, b"broken off within the answer")
        self._keep(line)
        return Answer(answer.status, content)

    def _connect(self) -> HTTPConnection:
        line = HTTPConnection(self._address, timeout=PATIENCE_SECONDS)
        try:
            line.connect()
        except ConnectionError as error:
            raise NotConnected from error
        with self._lock:
            self.connections += 1
        return line

    def _take(self) -> HTTPConnection | None:
        """The one used last, unless it was idle for too long or the other side has closed it."""
        with self._lock:
            while self._kept:
                line, since = self._kept.pop()
                if self._clock() - since < IDLE_SECONDS and not select.select([line.sock], [], [], 0)[0]:
                    return line
                line.close()
        return None

    def _keep(self, line: HTTPConnection) -> None:
        """The answer may have said that the connection is closed after it."""
        if line.sock is None:
            return
        with self._lock:
            if len(self._kept) < KEPT:
                self._kept.append((line, self._clock()))
            else:
                line.close()
