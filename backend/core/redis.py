from functools import cache

from django.conf import settings
from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry


def client() -> Redis:
    """Redis through the one pool of this process. It answers fast or fails fast: callers live without it."""
    return Redis(connection_pool=_pool(settings.REDIS_URL))


@cache
def _pool(url: str) -> ConnectionPool:
    return ConnectionPool.from_url(
        url,
        decode_responses=True,
        socket_connect_timeout=0.5,
        socket_timeout=1,
        health_check_interval=30,
        max_connections=64,
        retry=Retry(NoBackoff(), 1),
        retry_on_error=[RedisConnectionError],
    )
