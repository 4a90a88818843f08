"""Background work is announced here: after the commit, and never at the price of the request."""

import logging
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from celery import current_app
from celery.exceptions import NotRegistered
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

BROKER_IS_DOWN: Final = (OperationalError, RedisError, OSError)


def enqueue(task_name: str, *, queue: str | None = None, countdown: float | None = None, **kwargs: Any) -> None:
    """Have the named task run once the transaction commits.

    A broker that is away loses the call, so whatever must happen has a row that a sweeper finds.
    """
    _schedule(Call(task_name=task_name, queue=queue, countdown=countdown, kwargs=kwargs))


@dataclass(frozen=True)
class Call:
    task_name: str
    queue: str | None
    countdown: float | None
    kwargs: dict[str, Any]


@dataclass
class Outage:
    """Calls lost since the broker was last seen, so that an outage is told twice: at its begin and at its end."""

    lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin_or_go_on(self) -> bool:
        with self.lock:
            self.lost += 1
            return self.lost == 1

    def end(self) -> int:
        with self.lock:
            lost, self.lost = self.lost, 0
            return lost


outage = Outage()


def _schedule(call: Call) -> None:
    transaction.on_commit(partial(_publish, call), robust=True)


def _publish(call: Call) -> None:
    options: dict[str, Any] = {"kwargs": call.kwargs, "countdown": call.countdown}
    if queue := call.queue or _queue_of(call.task_name):
        options["queue"] = queue
    try:
        current_app.send_task(call.task_name, **options)
    except BROKER_IS_DOWN as error:
        if outage.begin_or_go_on():
            log.error("queue.broker_unavailable", extra={"task_name": call.task_name, "error": type(error).__name__})
        return
    if outage.lost and (lost := outage.end()):
        log.warning("queue.broker_back", extra={"lost_calls": lost})


def _queue_of(task_name: str) -> str | None:
    """The queue that the task itself declares: `@shared_task(queue=…)`."""
    for _attempt in range(2):
        try:
            return getattr(current_app.tasks[task_name], "queue", None)
        except NotRegistered:
            current_app.loader.import_default_modules()
    return None
