"""The broker in memory, under the clock of the test: it forgets, doubles and comes late, as brokers do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from kombu.exceptions import OperationalError

from chats.tests.faults.outages import Outages, Part
from connectors.testing.clock import FakeClock

REDELIVERED_AFTER = timedelta(seconds=300)


@dataclass(frozen=True)
class Order:
    """A task that waits for a worker."""

    name: str
    kwargs: dict[str, Any] = field(hash=False)
    due_at: datetime
    expires_at: datetime | None = None


class Broker:
    """Stands in the place of the Celery application where tasks are announced."""

    def __init__(self, clock: FakeClock, random: Random, outages: Outages) -> None:
        self.waiting: list[Order] = []
        self.loses = self.doubles = 0.0
        self._clock = clock
        self._random = random
        self._outages = outages

    def send_task(
        self, name: str, *, kwargs: dict[str, Any], countdown: float | None = None, queue: str | None = None
    ) -> None:
        if self._outages.are_on(Part.BROKER):
            raise OperationalError("the broker is away")
        chance = self._random.random()
        if chance < self.loses:
            return
        due_at = self._clock.now() + timedelta(seconds=countdown or 0)
        self.waiting.append(Order(name, kwargs, due_at))
        if chance > 1 - self.doubles:
            self.waiting.append(Order(name, kwargs, due_at + timedelta(seconds=self._random.uniform(0, 20))))

    def beat(self, name: str, kwargs: dict[str, Any], *, every: float) -> None:
        """A periodic task, which is dropped when nobody took it within its period."""
        if not self._outages.are_on(Part.BROKER):
            now = self._clock.now()
            self.waiting.append(Order(name, kwargs, now, expires_at=now + timedelta(seconds=every)))

    def take(self) -> Order | None:
        """Any task whose time has come, in no order that a worker could rely on."""
        now = self._clock.now()
        self.waiting = [order for order in self.waiting if order.expires_at is None or order.expires_at > now]
        due = [order for order in self.waiting if order.due_at <= now]
        if not due or self._outages.are_on(Part.BROKER):
            return None
        order = self._random.choice(due[:4])
        self.waiting.remove(order)
        return order

    def give_back(self, order: Order) -> None:
        """Whoever had it died before it said that it was done."""
        self.waiting.append(Order(order.name, order.kwargs, self._clock.now() + REDELIVERED_AFTER, order.expires_at))

    def forget_everything(self) -> None:
        self.waiting.clear()

    @property
    def next_at(self) -> datetime | None:
        return min((order.due_at for order in self.waiting), default=None)
