"""How far the clocks of the hosts are from that of the database, each told by a process of that host.

What several hosts compare (when a reply left, who is at it since when) is written by the clock of the database: a
worker that knows its own to be wrong corrects it.
"""

import socket
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from django.db import connection
from django.utils import timezone
from redis.exceptions import RedisError

from core import redis

MAY_DIFFER_SECONDS: Final = 2.0
TOLD_FOR_SECONDS: Final = 120
KEY: Final = "clock_skews"


@dataclass
class Known:
    """What this process last measured; nothing as long as the clocks agree."""

    ahead: timedelta = timedelta()


_known = Known()


def shared_now() -> datetime:
    """The time that all hosts agree on."""
    return timezone.now() - _known.ahead


def measure_skew() -> float:
    """Seconds by which this host is ahead of PostgreSQL; negative when it is behind."""
    before = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        theirs = float(cursor.fetchone()[0])
    return skew(theirs=theirs, before=before, after=time.time())


def skew(*, theirs: float, before: float, after: float) -> float:
    """The answer was made at some moment between the question and its arrival: what that explains is no skew."""
    if theirs < before:
        return before - theirs
    return min(after - theirs, 0.0)


def follow_database() -> None:
    """From now on this process corrects what its clock says, and the others know."""
    seconds = measure_skew()
    _known.ahead = timedelta(seconds=seconds if abs(seconds) > MAY_DIFFER_SECONDS else 0)
    tell_skew(seconds)


def tell_skew(seconds: float) -> None:
    """Silent without Redis: that has an alert of its own."""
    try:
        client = redis.client()
        client.hset(KEY, socket.gethostname(), f"{seconds:.1f} {_moment()}")
        client.expire(KEY, TOLD_FOR_SECONDS)
    except RedisError:
        return


def told_skews() -> dict[str, float]:
    """By host, of those that told lately; raises RedisError without Redis."""
    told = cast("dict[str, str]", redis.client().hgetall(KEY))
    oldest = _moment() - TOLD_FOR_SECONDS
    split = {host: text.split() for host, text in told.items()}
    return {host: float(seconds) for host, (seconds, at) in split.items() if int(at) >= oldest}


def _moment() -> int:
    """By the clock of Redis, for those of the hosts are what is in question."""
    seconds, _ = redis.client().time()
    return seconds
