"""How many requests a caller may make: counted per minute in Redis, by all processes together.

The limit protects the service from a client that runs wild; without Redis it is the service that matters, so everybody
passes.
"""

import logging
from dataclasses import dataclass
from typing import Final, Literal

from django.conf import settings
from redis.exceptions import RedisError

from core import redis

log = logging.getLogger(__name__)

Kind = Literal["read", "write"]
WINDOW: Final = 60
PAUSE: Final = 5


@dataclass(frozen=True)
class Budget:
    """What a caller has of the current minute."""

    limit: int
    used: int
    resets_in: int

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.resets_in),
        }


class Breaker:
    """Leaves a Redis that does not answer alone for a while: no request should wait for it in vain."""

    def __init__(self) -> None:
        self._open_until = 0.0
        self._is_known = False

    def is_open(self, now: float) -> bool:
        return now < self._open_until

    def trip(self, now: float) -> None:
        self._open_until = now + PAUSE
        if not self._is_known:
            self._is_known = True
            log.warning("rate_limits.not_counted")

    def mend(self) -> None:
        self._open_until, self._is_known = 0.0, False


breaker: Final = Breaker()


def spend(caller: str, kind: Kind, *, now: float) -> Budget | None:
    """Count one request of the caller; None when it is not limited, or cannot be counted."""
    limit: int = settings.API_RATE_LIMITS[kind]
    if not limit or breaker.is_open(now):
        return None
    window, past = divmod(int(now), WINDOW)
    key = f"rate:{caller}:{kind}:{window}"
    try:
        with redis.client().pipeline(transaction=False) as pipeline:
            pipeline.incr(key)
            # Longer than the window: the clocks of two hosts may differ.
            pipeline.expire(key, 2 * WINDOW)
            used, _ = pipeline.execute()
    except RedisError:
        breaker.trip(now)
        return None
    breaker.mend()
    return Budget(limit=limit, used=used, resets_in=WINDOW - past)
