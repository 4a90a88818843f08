"""Django's cache, which holds nothing that a request needs: without Redis it forgets instead of failing."""

from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


class ForgivingRedisCache(RedisCache):
    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            return default

    def set(self, key: Any, value: Any, timeout: Any = ..., version: int | None = None) -> None:
        with_timeout = {} if timeout is ... else {"timeout": timeout}
        try:
            super().set(key, value, version=version, **with_timeout)
        except RedisError:
            return

    def add(self, key: Any, value: Any, timeout: Any = ..., version: int | None = None) -> bool:
        with_timeout = {} if timeout is ... else {"timeout": timeout}
        try:
            return super().add(key, value, version=version, **with_timeout)
        except RedisError:
            return True

    def delete(self, key: Any, version: int | None = None) -> bool:
        try:
            return super().delete(key, version)
        except RedisError:
            return False
