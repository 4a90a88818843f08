"""How much work waits in each queue of the broker."""

from typing import Final

from django.conf import settings

from core import redis

# Where the broker keeps what was taken and not yet acknowledged.
UNACKNOWLEDGED: Final = "unacked"


def queue_names() -> list[str]:
    """Every queue that some task is sent to."""
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    return sorted({settings.CELERY_TASK_DEFAULT_QUEUE, *routed})


def queue_depths() -> dict[str, int]:
    """Tasks that no worker has taken yet; raises RedisError without Redis."""
    names = queue_names()
    with redis.client().pipeline(transaction=False) as pipeline:
        for name in names:
            pipeline.llen(name)
        return dict(zip(names, pipeline.execute(), strict=True))


def count_unacknowledged() -> int:
    """Tasks in the hands of workers; raises RedisError without Redis."""
    return int(redis.client().hlen(UNACKNOWLEDGED))
