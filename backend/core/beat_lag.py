"""How late the scheduler sends its entries: written by it with each sign of life, read by whoever measures."""

import logging
from typing import Final

from redis.exceptions import RedisError

from core import redis

log = logging.getLogger(__name__)

KEY: Final = "beat:lag"
LIFETIME_SECONDS: Final = 60
WINDOW_SECONDS: Final = 60


class LongestLag:
    """The longest lag of the last minute or two, so that a reader who comes once a minute misses none."""

    def __init__(self) -> None:
        self._began_at = 0.0
        self._now = self._before = 0.0

    def note(self, seconds: float) -> None:
        self._now = max(self._now, seconds)

    def read(self, *, at: float) -> float:
        longest = max(self._now, self._before)
        if at - self._began_at >= WINDOW_SECONDS:
            self._began_at, self._before, self._now = at, self._now, 0.0
        return longest


def note_lag(seconds: float) -> None:
    """Silent without Redis."""
    try:
        redis.client().set(KEY, f"{seconds:.3f}", ex=LIFETIME_SECONDS)
    except RedisError:
        log.debug("beat_lag.not_written")


def read_lag() -> float | None:
    """None while the scheduler is silent; raises RedisError without Redis."""
    found = redis.client().get(KEY)
    return None if found is None else float(found)
