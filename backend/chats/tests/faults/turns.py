"""Threads of which one at a time has the word, so that the same seed tells the same story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Semaphore, Thread, current_thread

from connectors.testing.clock import FakeClock

STUCK_SECONDS = 60


class Stuck(Exception):
    """A thread waits for something that only another one could give it, a lock for instance."""


class Player(Thread):
    """One worker process: does one piece of work at a time and stops wherever it is told to."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.work: Callable[[], None] | None = None
        self.wakes_at: datetime | None = None
        self._word = Semaphore(0)
        self._back = Semaphore(0)

    @property
    def is_idle(self) -> bool:
        return self.work is None

    def go_on(self) -> None:
        """Give it the word until it parks or has done its work."""
        self._word.release()
        if not self._back.acquire(timeout=STUCK_SECONDS):
            raise Stuck(self.name)

    def park(self, until: datetime) -> None:
        """Called from inside: let the others go on, until the clock has come so far and it is chosen again."""
        self.wakes_at = until
        self._back.release()
        self._word.acquire()
        self.wakes_at = None

    def leave(self) -> None:
        self.work = None
        self._word.release()
        self.join(STUCK_SECONDS)

    def run(self) -> None:
        self._word.acquire()
        while self.work is not None:
            try:
                self.work()
            finally:
                self.work = None
                self._back.release()
            self._word.acquire()


def player() -> Player | None:
    """The player whose thread this is; None in the thread that leads the play."""
    thread = current_thread()
    return thread if isinstance(thread, Player) else None


def sleep(clock: FakeClock, seconds: float) -> None:
    """Time passes for everybody; meanwhile the others go on."""
    here = player()
    if here is None:
        clock.pass_time(seconds)
    else:
        here.park(clock.now() + timedelta(seconds=seconds))
