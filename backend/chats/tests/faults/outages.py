"""What is away at the moment, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from connectors.testing.clock import FakeClock


class Part(StrEnum):
    DATABASE = "database"
    BROKER = "broker"
    LIMITER = "limiter"
    MARKETPLACE = "marketplace"


class Outages:
    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._until: dict[Part, datetime] = {}

    def begin(self, part: Part, *, seconds: float) -> None:
        self._until[part] = self._clock.now() + timedelta(seconds=seconds)

    def end_all(self) -> None:
        self._until.clear()

    def are_on(self, part: Part) -> bool:
        until = self._until.get(part)
        return until is not None and self._clock.now() < until
