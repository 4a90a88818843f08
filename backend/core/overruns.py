"""The hard time limit of a task: the process that runs one for longer ends.

A thread that hangs cannot be ended alone. Whoever watches over the process begins it anew, and the broker gives what
it had in hand to another worker (docs/operations.md, "When something fails").
"""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from celery.signals import worker_ready

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 1.0
# All hands full of tasks that are this old: nothing is worked off.
STALLED_SECONDS: Final = 90.0
LAST_WORDS_SECONDS: Final = 5.0
# How much later than its limit a task may still be alive: it is first seen up to a look after it began, and found up to
# a look after its limit.
ENDS_WITHIN_SECONDS: Final = 2 * LOOK_SECONDS + LAST_WORDS_SECONDS
EXIT_CODE: Final = 70


@dataclass
class Hands:
    """The tasks that threads of this process have in hand, with the monotonic moment at which each was first seen."""

    threads: int
    seen_at: dict[Any, float] = field(default_factory=dict)

    def note(self, requests: Iterable[Any], *, at: float) -> None:
        self.seen_at = {request: self.seen_at.get(request, at) for request in requests}

    def overrun(self, *, at: float) -> Any | None:
        """A request of Celery's whose task has run beyond its hard limit."""
        for request, seen_at in self.seen_at.items():
            limit = request.task.time_limit
            if limit is not None and at - seen_at > limit:
                return request
        return None

    def are_stalled(self, *, at: float) -> bool:
        seen_at = self.seen_at.values()
        return len(seen_at) >= self.threads and at - max(seen_at) >= STALLED_SECONDS


_hands: list[Hands] = []


def listen() -> None:
    worker_ready.connect(_watch, dispatch_uid="core.overruns")


def is_stalled() -> bool:
    """Whether this process is a worker that works nothing off."""
    return any(hands.are_stalled(at=time.monotonic()) for hands in _hands)


def _watch(sender: Any, **_: Any) -> None:
    """A worker is ready anew whenever it has found back to its broker."""
    if not _hands:
        _hands.append(Hands(threads=sender.pool.num_processes))
        threading.Thread(target=_look_for_ever, args=_hands, name="overruns", daemon=True).start()


def _look_for_ever(hands: Hands) -> None:
    # Brings in all of the worker, which the processes that read this file for its question do not need.
    from celery.worker import state

    while True:
        time.sleep(LOOK_SECONDS)
        now = time.monotonic()
        # The set may change while it is copied; that of a process that hangs does not.
        with contextlib.suppress(RuntimeError):
            hands.note(tuple(state.active_requests), at=now)
        overrun = hands.overrun(at=now)
        if overrun is not None:
            _end(overrun)


def _end(request: Any) -> None:
    """The words have a thread of their own: what hangs may hold the log."""
    try:
        words = threading.Thread(target=_say, args=(request,), daemon=True)
        words.start()
        words.join(LAST_WORDS_SECONDS)
    finally:
        os._exit(EXIT_CODE)


def _say(request: Any) -> None:
    log.error(
        "worker.task_overran",
        extra={"task_name": request.name, "task_id": request.id, "seconds": request.task.time_limit},
    )
