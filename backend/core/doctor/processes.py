"""Redis, the scheduler and the workers: a task is sent through every queue, and has to come out at its end."""

import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from redis.exceptions import RedisError

from core import heartbeat, redis
from core.doctor.database import is_elsewhere
from core.doctor.examination import Finding, error, fine, warning
from core.health import BEAT
from core.queue import enqueue
from core.queue_depths import queue_depths, queue_names

ANSWER: Final = "core.answer_doctor"
ANSWER_KEPT_SECONDS: Final = 60
PATIENCE_SECONDS: Final = 10.0
QUEUE_IS_DEEP: Final = 200


def examine_redis() -> Iterator[Finding]:
    try:
        policy = _eviction_policy()
    except RedisError as failure:
        yield error(f"Redis is not reached: {type(failure).__name__}", "start it, or correct REDIS_URL")
        return
    if policy not in ("", "noeviction"):
        yield error(f"Redis throws tasks away when it is full: {policy}", "set maxmemory-policy noeviction")
    else:
        yield fine("Redis answers")
    yield from judge_way(settings.REDIS_URL)


def judge_way(url: str) -> Iterator[Finding]:
    """Whoever writes there decides what the workers do."""
    parts = urlsplit(url)
    is_closed = parts.scheme == "rediss" and "ssl_cert_reqs=none" not in parts.query and parts.password
    if is_elsewhere(parts.hostname or "") and not is_closed:
        yield warning(
            f"the way to Redis at {parts.hostname} is open, its certificate not looked at, or no password asked for",
            "write REDIS_URL=rediss://:password@host:port/0, and ?ssl_ca_certs=/path/ca.pem for an authority of yours",
        )


def examine_beat() -> Iterator[Finding]:
    if heartbeat.alive([BEAT])[BEAT]:
        yield fine("the scheduler lives")
    else:
        yield error("the scheduler gives no sign of life", "start exactly one backend/bin/beat")


def examine_queues() -> Iterator[Finding]:
    """A queue whose worker lives but is busy answers late; that is a warning, for its tasks wait likewise.

    A worker whose tasks all hang gives no sign of life after a while (core/overruns.py).
    """
    alive = heartbeat.alive(heartbeat.all_workers())
    living = [queue for queue in queue_names() if alive[heartbeat.worker_of(queue)]]
    silent = _ask(living, seconds=PATIENCE_SECONDS)
    depths = queue_depths()
    for queue in queue_names():
        if queue not in living:
            yield error(
                f"the queue {queue} has no worker, or one whose tasks all hang",
                f"start backend/bin/{_worker_of(queue)}; look at the log of one that runs",
            )
        elif queue in silent:
            yield warning(
                f"a task in {queue} was not done within {PATIENCE_SECONDS:.0f} s, {depths[queue]} wait",
                "look at the log of its worker; start more workers if it is merely busy",
            )
        elif depths[queue] >= QUEUE_IS_DEEP:
            yield warning(f"{depths[queue]} tasks wait in {queue}", "start more workers")
        else:
            yield fine(f"the queue {queue} is worked off")


def answer(*, key: str) -> None:
    redis.client().set(key, 1, ex=ANSWER_KEPT_SECONDS)


def _ask(queues: list[str], *, seconds: float) -> set[str]:
    """Queues out of which no answer came in time."""
    token = uuid4()
    keys = {queue: f"doctor:{token}:{queue}" for queue in queues}
    for queue, key in keys.items():
        enqueue(ANSWER, queue=queue, key=key)
    waiting = dict(keys)
    end = time.monotonic() + seconds
    while waiting and time.monotonic() < end:
        waiting = {queue: key for queue, key in waiting.items() if not redis.client().exists(key)}
        time.sleep(0.05 if waiting else 0)
    return set(waiting)


def _eviction_policy() -> str:
    """Empty where the server does not tell: hosted ones often refuse the question."""
    client = redis.client()
    client.ping()
    try:
        return str(client.config_get("maxmemory-policy").get("maxmemory-policy", ""))
    except RedisError:
        return ""


def _worker_of(queue: str) -> str:
    return "worker-replies" if queue == "replies" else "worker"
