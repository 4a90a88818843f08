"""Databases of a Redis server that nobody uses."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import redis

from stack.problems import StackError

_NUMBERS = range(15, -1, -1)


@contextmanager
def empty_numbers(url: str, wanted: int) -> Iterator[list[str]]:
    """URLs of empty databases on the server; they are emptied again at the end."""
    found: list[str] = []
    for number in _NUMBERS:
        candidate = urlsplit(url)._replace(path=f"/{number}").geturl()
        with redis.Redis.from_url(candidate) as client:
            if client.dbsize() == 0:
                found.append(candidate)
        if len(found) == wanted:
            break
    else:
        raise StackError(f"The Redis server of REDIS_URL has no {wanted} empty databases to test in.")
    try:
        yield found
    finally:
        # A server that died has already been reported.
        with suppress(redis.ConnectionError):
            for candidate in found:
                empty(candidate)


def empty(url: str) -> None:
    """What is counted there, for the limits of an address for instance, would go on in the next round."""
    with redis.Redis.from_url(url) as client:
        client.flushdb()
