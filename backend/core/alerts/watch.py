"""The watch that workers and the scheduler keep over the service, each in a thread of its own.

No task of the queue does this: with the scheduler or the workers dead, it would not run. Every process asks in turn
for the round of the minute, so the service is watched as long as one of them lives.
"""

import logging
import threading
from typing import Any, Final

from celery.signals import beat_init, worker_ready, worker_shutdown
from django.db import Error as DatabaseFailure
from django.db import close_old_connections, connection
from django.utils import timezone

from core.alerts.rounds import look_around
from core.clock_skew import follow_database
from core.queue import Outage

log = logging.getLogger(__name__)

ASK_EVERY_SECONDS: Final = 15.0


class Watch(threading.Thread):
    def __init__(self, *, every: float) -> None:
        super().__init__(name="health-watch", daemon=True)
        self._every = every
        self._ended = threading.Event()
        self._outage = Outage()

    def run(self) -> None:
        while not self._ended.wait(self._every):
            self.look()
        connection.close()

    def look(self) -> None:
        """A round that fails is told once until one succeeds: the watch itself must not end nor flood."""
        close_old_connections()
        try:
            follow_database()
            look_around(now=timezone.now())
        except DatabaseFailure as error:
            connection.close()
            if self._outage.begin_or_go_on():
                log.error("health.watch_without_database", extra={"error": type(error).__name__})
        except Exception:
            if self._outage.begin_or_go_on():
                log.exception("health.watch_failed")
        else:
            self._outage.end()

    def end(self) -> None:
        self._ended.set()


_watches: list[Watch] = []


def listen() -> None:
    for signal in (worker_ready, beat_init):
        signal.connect(_begin, dispatch_uid="core.alerts.watch")
    worker_shutdown.connect(_end, dispatch_uid="core.alerts.watch")


def _begin(**_: Any) -> None:
    watch = Watch(every=ASK_EVERY_SECONDS)
    _watches.append(watch)
    watch.start()


def _end(**_: Any) -> None:
    while _watches:
        _watches.pop().end()
