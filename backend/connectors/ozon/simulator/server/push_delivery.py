from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPException
from urllib.request import Request, urlopen

import orjson

from connectors.ozon.simulator.core.moments import SECOND
from connectors.ozon.simulator.core.pushes import Push
from connectors.ozon.simulator.core.world import World

PAUSES = (2, 5, 15, 60, 180, 600, 600, 600, 600, 600)
"""Seconds between the attempts: growing to ten minutes, then a few more times."""
LONGEST_WAIT = 5.0

Post = Callable[[str, bytes], int]


class PushDelivery:
    """Brings pushes to their address, and again when it did not take them."""

    def __init__(self, world: World, post: Post | None = None) -> None:
        self._world = world
        self._post = post or post_json

    def deliver_due(self) -> None:
        with self._world.turn() as now:
            due = [push for push in self._world.pushes if push.next_at <= now]
            self._world.pushes = [push for push in self._world.pushes if push.next_at > now]
        for push in due:
            if self._post(push.url, orjson.dumps(push.body)) != 200:
                self._try_later(push)

    def _try_later(self, push: Push) -> None:
        if push.attempts >= len(PAUSES):
            return
        with self._world.turn() as now:
            push.next_at = now + PAUSES[push.attempts] * SECOND
            push.attempts += 1
            self._world.pushes.append(push)


def post_json(url: str, body: bytes) -> int:
    """The status of the answer; 0 when there was none."""
    request = Request(url, data=body, headers={"Content-Type": "application/json"}, method="POST")  # noqa: S310
    try:
        with urlopen(request, timeout=LONGEST_WAIT) as response:  # noqa: S310 - the control API checked the address
            return int(response.status)
    except (OSError, HTTPException):
        return 0
