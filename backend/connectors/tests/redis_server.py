"""The Redis that tests of the shared budget run on."""

import os

import pytest
import redis


def connect_redis() -> "redis.Redis":
    """A client of the Redis named by REDIS_URL; without one the test fails, it is never skipped."""
    url = os.environ.get("REDIS_URL")
    if not url:
        pytest.fail("REDIS_URL is not set: the shared budget is tested on a real Redis")
    return redis.Redis.from_url(url)
