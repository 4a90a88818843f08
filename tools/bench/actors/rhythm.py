"""Something done again and again, at moments that do not drift."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from random import Random
from types import TracebackType
from typing import Final, Self

_MOST_FAILURES: Final = 20


def pauses(every: float, chance: Random | None) -> Iterator[float]:
    """Seconds to the first beat, then from each to the next; by chance, as people keep no step with others."""
    yield 0.0 if chance is None else every * chance.random()
    while True:
        yield every if chance is None else every * chance.uniform(0.5, 1.5)


class Rhythm:
    """A thread that calls `beat` every so many seconds; left with the `with` block."""

    def __init__(self, *, every: float, chance: Random | None = None) -> None:
        self._pauses = pauses(every, chance)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=type(self).__name__, daemon=True)
        self.failures: list[str] = []

    def beat(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(timeout=60)

    def _run(self) -> None:
        next_at = time.monotonic() + next(self._pauses)
        while not self._stop.wait(max(0.0, next_at - time.monotonic())):
            try:
                self.beat()
            except Exception as error:
                self.failures.append(f"{type(self).__name__}: {type(error).__name__}: {error}"[:200])
                if len(self.failures) >= _MOST_FAILURES:
                    return
            # A beat that came too late is left out, not caught up.
            pause = next(self._pauses)
            next_at = max(next_at + pause, time.monotonic() - pause)
