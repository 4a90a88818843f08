"""What the broker holds of one kind of worker: tasks that wait, and tasks in hand."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any, Final

from redis import Redis

from chats.tests.faults.servers import Servers, wait_for

QUEUES: Final = {"worker-replies": ("replies",), "worker": ("sync", "default", "bulk")}
LOOK_AGAIN_SECONDS: Final = 0.5


class Hands:
    """Of the worker with this name. A task is known by the id that it keeps when it is given to another worker."""

    def __init__(self, servers: Servers, worker: str) -> None:
        self._url = servers.env["REDIS_URL"]
        self._queues = QUEUES[worker]

    def wait_until_full(self, *, seconds: float) -> set[str]:
        """Ids of tasks that a worker has had in hand for half a second."""
        held: set[str] = set()

        def has_held() -> bool:
            before = self.held()
            time.sleep(LOOK_AGAIN_SECONDS)
            held.update(before & self.held())
            return bool(held)

        wait_for(has_held, seconds=seconds, what=lambda: f"no task of {self._queues} takes its time")
        return held

    def held(self) -> set[str]:
        """Handed out and not acknowledged. A task with a time of its own is handed out long before it begins."""
        with Redis.from_url(self._url) as redis:
            raws: Any = redis.hvals("unacked")
        messages = ((message, queue) for message, _, queue in map(json.loads, raws))
        headers = [message["headers"] for message, queue in messages if queue in self._queues]
        return {str(header["id"]) for header in headers if header.get("eta") is None}

    def waiting(self) -> set[str]:
        return set(self._waiting())

    def _waiting(self) -> Iterator[str]:
        with Redis.from_url(self._url) as redis:
            for queue in self._queues:
                raws: Any = redis.lrange(queue, 0, -1)
                yield from (str(json.loads(raw)["headers"]["id"]) for raw in raws)
