"""Numbers that several processes count together, kept in Redis: they only grow until Redis forgets them."""

import json
import logging
from collections.abc import Mapping

from redis.exceptions import RedisError

from core import redis

log = logging.getLogger(__name__)

Labels = tuple[str, ...]


def add(amounts: Mapping[str, int], labels: Labels) -> None:
    """Add to several counters under the same labels, in one exchange. Silent without Redis."""
    field = json.dumps(labels)
    try:
        with redis.client().pipeline(transaction=False) as pipeline:
            for name, amount in amounts.items():
                pipeline.hincrby(_key(name), field, amount)
            pipeline.execute()
    except RedisError:
        log.debug("counters.not_written")


def read(name: str) -> dict[Labels, int]:
    """Raises RedisError without Redis."""
    return {tuple(json.loads(field)): int(value) for field, value in redis.client().hgetall(_key(name)).items()}


def _key(name: str) -> str:
    return f"counters:{name}"
