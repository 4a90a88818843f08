from django.core.cache import caches

from core.cache import ForgivingRedisCache


def test_without_redis_the_cache_forgets_instead_of_failing() -> None:
    cache = ForgivingRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.2}})

    cache.set("a", 1)

    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1) is True
    assert cache.delete("a") is False


def test_with_redis_it_remembers() -> None:
    cache = caches["default"]

    cache.set("a", 1, timeout=60)

    assert cache.get("a") == 1
    assert cache.add("a", 2) is False
    assert cache.delete("a") is True
