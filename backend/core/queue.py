"""Background work is announced here: after the commit, and never at the price of the request."""

import logging
import threading
from dataclasses import dataclass, field
from typing import Any, Final

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

BROKER_IS_DOWN: Final = (OperationalError, RedisError, OSError)


def enqueue(task_name: str, *, queue: str | None = None, countdown: float | None = None, **kwargs: Any) -> None:
    """Have the named task run once the transaction commits, in its own queue unless another is named.

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
    def publish() -> None:
        _publish(call)

    transaction.on_commit(publish, robust=True)


def _publish(call: Call) -> None:
    try:
        current_app.send_task(call.task_name, kwargs=call.kwargs, countdown=call.countdown, queue=call.queue)
    except BROKER_IS_DOWN as error:
        if outage.begin_or_go_on():
            log.error("queue.broker_unavailable", extra={"task_name": call.task_name, "error": type(error).__name__})
        return
    if outage.lost and (lost := outage.end()):
        log.warning("queue.broker_back", extra={"lost_calls": lost})
