"""The budget of calls under the clock of the test, away whenever Redis is."""

from __future__ import annotations

from chats.tests.faults import turns
from chats.tests.faults.outages import Outages, Part
from connectors.errors import TemporaryFailure
from connectors.testing.clock import FakeClock
from connectors.testing.limiter import MemoryLimiter
from connectors.throttle import Lane, Refusal


class FragileLimiter(MemoryLimiter):
    def __init__(self, clock: FakeClock, outages: Outages) -> None:
        super().__init__(clock=clock.seconds, sleep=lambda seconds: turns.sleep(clock, seconds), now=clock.now)
        self._outages = outages

    def take(self, *, account: str, method: str, lane: Lane) -> Refusal | None:
        if self._outages.are_on(Part.LIMITER):
            raise TemporaryFailure("limiter_unavailable", method=method)
        return super().take(account=account, method=method, lane=lane)
