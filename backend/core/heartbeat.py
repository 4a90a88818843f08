"""Signs of life of the background processes, each a key in Redis that goes away by itself.

A worker whose threads all hang gives none, though its main loop goes on.
"""

import logging
import time
from collections.abc import Iterable
from socket import gethostname
from typing import Any, Final

from celery.signals import heartbeat_sent, worker_ready
from redis.exceptions import RedisError

from core import overruns, redis
from core.queue_depths import queue_names

log = logging.getLogger(__name__)

LIFETIME_SECONDS: Final = 20
EVERY_SECONDS: Final = 4

_parts: list[str] = []
_beaten_at = 0.0


def key(part: str) -> str:
    return f"heartbeat:{part}"


def on_this_host(part: str) -> str:
    """The same part here alone, for whoever asks whether this one of several lives (backend/bin/healthcheck)."""
    return f"{part}@{gethostname()}"


def worker_of(queue: str) -> str:
    """The part that lives while some worker takes tasks from the queue."""
    return f"worker:{queue}"


def all_workers() -> list[str]:
    return [worker_of(queue) for queue in queue_names()]


def beat(parts: Iterable[str]) -> None:
    """Say that these parts live. Silent without Redis: the missing key is the message."""
    try:
        with redis.client().pipeline(transaction=False) as pipeline:
            for part in parts:
                pipeline.set(key(part), int(time.time()), ex=LIFETIME_SECONDS)
            pipeline.execute()
    except RedisError:
        log.debug("heartbeat.not_written")


def alive(parts: list[str]) -> dict[str, bool]:
    """Which of the parts gave a sign of life lately; raises RedisError without Redis."""
    return {part: age is not None for part, age in ages(parts).items()}


def ages(parts: list[str]) -> dict[str, float | None]:
    """Seconds since each part's last sign of life, None for one that is silent; raises RedisError without Redis."""
    found: list[Any] = redis.client().mget([key(part) for part in parts])
    now = time.time()
    return {
        part: None if value is None else max(0.0, now - float(value)) for part, value in zip(parts, found, strict=True)
    }


def listen() -> None:
    worker_ready.connect(_remember_parts, dispatch_uid="core.heartbeat")
    heartbeat_sent.connect(_beat_worker, dispatch_uid="core.heartbeat")


def _remember_parts(sender: Any, **_: Any) -> None:
    parts = [worker_of(name) for name in sender.app.amqp.queues.consume_from]
    _parts[:] = [*parts, *map(on_this_host, parts)]
    beat(_parts)


def _beat_worker(**_: Any) -> None:
    global _beaten_at
    now = time.monotonic()
    if _parts and now - _beaten_at >= EVERY_SECONDS and not overruns.is_stalled():
        _beaten_at = now
        beat(_parts)
