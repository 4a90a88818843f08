from datetime import UTC, datetime
from typing import Any, Final

import pytest
from redis.exceptions import RedisError

from core import heartbeat, redis
from core.alerts.kinds import Situation
from core.alerts.processes import (
    QUEUE_IS_DEEP,
    find_dead_beat,
    find_dead_workers,
    find_growing_queues,
    find_redis_down,
    is_growing,
)

SITUATION: Final = Situation(now=datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
QUEUES: Final = ["bulk", "default", "replies", "sync"]


def fill(queue: str, depth: int) -> None:
    redis.client().delete(queue)
    redis.client().lpush(queue, *["{}"] * depth)


def test_each_queue_without_a_worker_is_found() -> None:
    heartbeat.beat(["worker:replies", "worker:default"])

    assert [found.subject for found in find_dead_workers(SITUATION)] == ["bulk", "sync"]


def test_with_everybody_alive_nothing_is_found() -> None:
    heartbeat.beat(["beat", *(f"worker:{queue}" for queue in QUEUES)])

    assert [*find_dead_workers(SITUATION), *find_dead_beat(SITUATION), *find_redis_down(SITUATION)] == []


def test_a_silent_scheduler_is_found() -> None:
    assert len(list(find_dead_beat(SITUATION))) == 1


def test_without_redis_that_alone_is_found(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert len(list(find_redis_down(SITUATION))) == 1
    with pytest.raises(RedisError):
        list(find_dead_beat(SITUATION))


def test_a_queue_is_found_when_it_is_deep_and_deeper_than_before() -> None:
    fill("sync", QUEUE_IS_DEEP)
    first = list(find_growing_queues(SITUATION))
    fill("sync", QUEUE_IS_DEEP + 1)
    second = list(find_growing_queues(SITUATION))

    assert first == []
    assert [found.subject for found in second] == ["sync"]


@pytest.mark.parametrize(
    ("depth", "last", "is_known", "expected"),
    [
        (QUEUE_IS_DEEP - 1, 0, False, False),
        (QUEUE_IS_DEEP, None, False, False),
        (QUEUE_IS_DEEP, QUEUE_IS_DEEP - 1, False, True),
        (QUEUE_IS_DEEP, QUEUE_IS_DEEP, False, False),
        (QUEUE_IS_DEEP, 9 * QUEUE_IS_DEEP, True, True),
        (QUEUE_IS_DEEP - 1, 9 * QUEUE_IS_DEEP, True, False),
    ],
)
def test_growth(depth: int, last: int | None, is_known: bool, expected: bool) -> None:
    assert is_growing(depth=depth, last=last, is_known=is_known) is expected
