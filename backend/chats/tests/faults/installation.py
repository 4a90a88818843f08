"""The product in one process: tasks, workers, broker and beat, all under one clock and one source of chance."""

from __future__ import annotations

import heapq
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

from django.db import InterfaceError, OperationalError, connection

from chats.models import ChatAccount
from chats.services.drift import DriftNotes
from chats.tests.faults import turns
from chats.tests.faults.broker import Broker, Order
from chats.tests.faults.deaths import INJECTED, Gates, Mortal, ProcessDied
from chats.tests.faults.limiter import FragileLimiter
from chats.tests.faults.marketplace import Marketplace, Way
from chats.tests.faults.outages import Outages
from chats.tests.faults.schedule import SCHEDULE
from chats.tests.moving_clock import MovingClock
from config.celery import app
from connectors import registry

WORKERS = 3
DIES_WITHIN = 60
MOST_STEPS = 200_000


class Installation:
    def __init__(self, clock: MovingClock, *, seed: int) -> None:
        self.clock = clock
        self.random = Random(seed)
        self.outages = Outages(clock)
        self.broker = Broker(clock, self.random, self.outages)
        self.gates = Gates(self.random, self.outages, clock.now)
        self.marketplace = Marketplace(clock, seed=seed + 1)
        self.way = Way(self.marketplace, self.gates, self.outages, later=self.later)
        self.limiter = FragileLimiter(clock, self.outages)
        self.deaths = 0.0
        self.complaints: list[str] = []
        self.before_task: list[Callable[[Order], None]] = []
        self.after_task: list[Callable[[Order, datetime], None]] = []
        self._at_work: dict[str, tuple[Order, datetime]] = {}
        self._agenda: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self._workers: list[Mortal] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Everything that would reach out of the process is led to what stands in for it."""
        app.loader.import_default_modules()
        with ExitStack() as stack:
            for target, stand_in in self._stand_ins().items():
                stack.enter_context(patch(target, stand_in))
            stack.enter_context(self.gates.on_the_database())
            self._workers = [Mortal(f"worker {number}") for number in range(WORKERS)]
            for worker in self._workers:
                worker.start()
            stack.callback(self._let_workers_leave)
            yield

    def later(self, seconds: float, act: Callable[[], object]) -> None:
        at = self.clock.now() + timedelta(seconds=seconds)
        heapq.heappush(self._agenda, (at, next(self._order), act))

    def start_beat(self) -> None:
        for periodic in SCHEDULE:
            self.later(
                self.random.uniform(0, periodic.every),
                partial(self._beat, periodic.task, periodic.every, periodic.per_account),
            )

    def run(self, *, seconds: float) -> None:
        """Whoever may do something does it, one at a time, and the clock moves on when nobody may."""
        end = self.clock.now() + timedelta(seconds=seconds)
        for _ in range(MOST_STEPS):
            if not self._step(end):
                return
        raise AssertionError("the installation never comes to rest")

    def _step(self, end: datetime) -> bool:
        now = self.clock.now()
        moves: list[Callable[[], object]] = []
        moves += [partial(self._go_on, w) for w in self._workers if w.wakes_at is not None and w.wakes_at <= now]
        if self._agenda and self._agenda[0][0] <= now:
            moves.append(self._act)
        idle = [worker for worker in self._workers if worker.is_idle]
        if idle and (not moves or self.random.random() < 0.5) and (order := self.broker.take()):
            self._begin(self.random.choice(idle), order)
            return True
        if moves:
            self.random.choice(moves)()
            return True
        return self._move_clock(end)

    def _act(self) -> None:
        heapq.heappop(self._agenda)[2]()

    def _move_clock(self, end: datetime) -> bool:
        now = self.clock.now()
        if now >= end:
            return False
        candidates = [end]
        candidates += [worker.wakes_at for worker in self._workers if worker.wakes_at is not None]
        candidates += [self._agenda[0][0]] if self._agenda else []
        candidates += [self.broker.next_at] if self.broker.next_at else []
        ahead = [moment for moment in candidates if moment > now]
        self.clock.pass_time((min(ahead) - now).total_seconds())
        return True

    def _begin(self, worker: Mortal, order: Order) -> None:
        is_doomed = self.random.random() < self.deaths
        worker.be_born(dies_at=self.random.randint(1, DIES_WITHIN) if is_doomed else None)
        worker.work = partial(self._perform, order)
        self._at_work[worker.name] = (order, self.clock.now())
        for watch in self.before_task:
            watch(order)
        self._go_on(worker)

    def _go_on(self, worker: Mortal) -> None:
        worker.go_on()
        if worker.is_idle:
            order, started_at = self._at_work.pop(worker.name)
            for watch in self.after_task:
                watch(order, started_at)

    def _perform(self, order: Order) -> None:
        try:
            app.tasks[order.name](**order.kwargs)
        except ProcessDied:
            self.broker.give_back(order)
        except (InterfaceError, OperationalError) as failure:
            # Celery notes the failure and lets go of the connection.
            connection.close()
            if str(failure) not in INJECTED:
                self.complaints.append(f"{order.name}\n{traceback.format_exc()}")
        except Exception:
            self.complaints.append(f"{order.name}\n{traceback.format_exc()}")

    def _beat(self, task: str, every: float, per_account: bool) -> None:
        self.later(every, partial(self._beat, task, every, per_account))
        for kwargs in self._arguments() if per_account else [{}]:
            self.broker.beat(task, kwargs, every=every)

    def _arguments(self) -> list[dict[str, int]]:
        return [{"account_id": pk} for pk in self._accounts]

    def watch_over(self, *accounts: ChatAccount) -> None:
        self._accounts = [account.pk for account in accounts]

    def _stand_ins(self) -> dict[str, object]:
        sleep = partial(turns.sleep, self.clock)
        return {
            "core.queue.current_app": self.broker,
            "connectors.ozon.entry.transport_to": lambda _base_url: self.way,
            "chats.sync.connect.limiter_of": lambda *_: self.limiter,
            "chats.sync.connect.registry.connect": partial(registry.connect, sleep=sleep),
            "chats.sync.reading.time": SimpleNamespace(monotonic=self.clock.seconds, sleep=sleep),
            "chats.sync.engine.time": SimpleNamespace(monotonic=self.clock.seconds),
            "chats.sync.holding.time": SimpleNamespace(monotonic=self.clock.seconds),
            "chats.sync.walking.time": SimpleNamespace(monotonic=self.clock.seconds),
            "chats.sync.lease.time": SimpleNamespace(monotonic=self.clock.seconds, sleep=sleep),
            "chats.services.drift.notes": DriftNotes(),
            "chats.services.drift.time": SimpleNamespace(monotonic=self.clock.seconds),
        }

    def _let_workers_leave(self) -> None:
        for worker in self._workers:
            if worker.is_idle:
                worker.work = lambda: connection.close()
                worker.go_on()
                worker.leave()
