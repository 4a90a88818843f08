from __future__ import annotations

from random import Random
from uuid import UUID

FIRST_MESSAGE_ID = 3_000_000_002_900_000_000


class MessageIds:
    """Ids that grow in uneven steps, far above what a double can hold."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._last = FIRST_MESSAGE_ID

    def next(self) -> int:
        self._last += self._random.randint(3, 9_000)
        return self._last

    def start_above(self, message_id: int) -> None:
        self._last = max(self._last, message_id)


def random_uuid(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))
