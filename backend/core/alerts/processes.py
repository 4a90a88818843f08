"""Trouble with what every product of this shape has: broker, scheduler, workers, queues."""

from collections.abc import Iterator
from typing import Final, cast

from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from core import heartbeat, redis
from core.alerts.kinds import Finding, Kind, Situation, register_kind
from core.clock_skew import MAY_DIFFER_SECONDS, told_skews
from core.health import BEAT
from core.queue_depths import queue_depths

QUEUE_IS_DEEP: Final = 200
LAST_DEPTHS: Final = "health:queue_depths"


def find_redis_down(_situation: Situation) -> Iterator[Finding]:
    try:
        redis.client().ping()
    except RedisError:
        yield Finding()


def find_dead_beat(_situation: Situation) -> Iterator[Finding]:
    if not heartbeat.alive([BEAT])[BEAT]:
        yield Finding()


def find_dead_workers(_situation: Situation) -> Iterator[Finding]:
    """A queue without a worker."""
    for part, lives in heartbeat.alive(heartbeat.all_workers()).items():
        if not lives:
            queue = part.removeprefix("worker:")
            yield Finding(subject=queue, label=queue)


def find_growing_queues(situation: Situation) -> Iterator[Finding]:
    """Compares with the last time, so it is to be asked once a minute."""
    depths, client = queue_depths(), redis.client()
    before = cast("dict[str, str]", client.hgetall(LAST_DEPTHS))
    client.hset(LAST_DEPTHS, mapping={name: str(depth) for name, depth in depths.items()})
    for queue, depth in depths.items():
        last = int(before[queue]) if queue in before else None
        if is_growing(depth=depth, last=last, is_known=queue in situation.known):
            yield Finding(subject=queue, label=f"{queue}: {depth}")


def find_wrong_clocks(_situation: Situation) -> Iterator[Finding]:
    """Each host whose processes measured it against PostgreSQL."""
    for host, seconds in told_skews().items():
        if abs(seconds) > MAY_DIFFER_SECONDS:
            yield Finding(subject=host, label=f"{host}: {seconds:+.0f} s")


def is_growing(*, depth: int, last: int | None, is_known: bool) -> bool:
    """A queue that was found growing is in trouble until it is no longer deep."""
    return depth >= QUEUE_IS_DEEP and (is_known or (last is not None and depth > last))


def register_processes() -> None:
    register_kind(Kind("redis_down", _("Redis does not answer"), find_redis_down))
    register_kind(Kind("beat_dead", _("The scheduler gives no sign of life"), find_dead_beat))
    register_kind(Kind("worker_dead", _("A queue has no worker"), find_dead_workers))
    register_kind(Kind("queue_growing", _("A queue grows faster than it is worked off"), find_growing_queues))
    register_kind(Kind("clock_wrong", _("The clock of a host is wrong"), find_wrong_clocks))
