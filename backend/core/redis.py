from functools import cache

from django.conf import settings
from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry


def client() -> Redis:
    """Redis through the one pool of this process. It answers fast or fails fast: callers live without it."""
    return _client(settings.REDIS_URL)


@cache
def _client(url: str) -> Redis:
    """Kept, for making it costs more than a call, and every request of the API makes one. Threads may share it."""
    pool = ConnectionPool.from_url(
        url,
        decode_responses=True,
        socket_connect_timeout=0.5,
        socket_timeout=1,
        health_check_interval=30,
        max_connections=64,
        retry=Retry(NoBackoff(), 1),
        retry_on_error=[RedisConnectionError],
    )
    return Redis(connection_pool=pool)
