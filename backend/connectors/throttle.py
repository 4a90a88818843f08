"""The budget of calls of one cabinet: replies first, imports and sweeps last."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from connectors.errors import RateLimited


class Lane(StrEnum):
    """Who is waiting for the call; an earlier lane goes before a later one."""

    REPLY = "reply"
    PERSON = "person"
    BACKGROUND = "background"
    BULK = "bulk"


LONGEST_WAIT = {Lane.REPLY: 2.0, Lane.PERSON: 5.0, Lane.BACKGROUND: 10.0, Lane.BULK: 10.0}
SHORTEST_WAIT = 0.005


@dataclass(frozen=True)
class Budget:
    """How many calls fit into one window.

    The marketplace allows 50 in a second, all programs of the seller together. Calls reach it a little
    later or sooner than they were granted, so the total stays below and the window is a little longer.
    """

    calls: int = 45
    reads: int = 5
    window_seconds: float = 1.05


STANDARD = Budget()


@dataclass(frozen=True)
class Refusal:
    """No slot now; ask again after this many seconds."""

    seconds: float
    code: str = "rate_limited"


class Limiter(Protocol):
    """One budget per cabinet, shared by everybody who calls in its name."""

    def acquire(self, *, account: str, method: str, lane: Lane, max_wait: float | None = None) -> float:
        """Wait for a slot and return the seconds waited; RateLimited when it would take longer than max_wait."""

    def block(self, *, account: str, seconds: float | None) -> float:
        """Stop all calls of a cabinet; without a number for 1, 2, 4 … seconds. Returns the seconds."""

    def pause_method(self, *, account: str, method: str) -> float:
        """Stop one method for a minute, longer when it happens again soon, up to five. Returns the seconds."""

    def lower(self, *, account: str, per_second: int) -> None:
        """Remember for an hour that this cabinet may make fewer calls."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class WaitingLimiter:
    """The waiting itself; a subclass knows how to take one slot."""

    def __init__(
        self,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._sleep = sleep
        self._now = now

    def take(self, *, account: str, method: str, lane: Lane) -> Refusal | None:
        """Take a slot, or say how long there is none."""
        raise NotImplementedError

    def acquire(self, *, account: str, method: str, lane: Lane, max_wait: float | None = None) -> float:
        longest = LONGEST_WAIT[lane] if max_wait is None else max_wait
        waited = 0.0
        while refusal := self.take(account=account, method=method, lane=lane):
            if waited + refusal.seconds > longest:
                until = self._now() + timedelta(seconds=refusal.seconds)
                raise RateLimited(refusal.code, until=until, method=method)
            pause = max(refusal.seconds, SHORTEST_WAIT)
            self._sleep(pause)
            waited += pause
        return waited
