from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from connectors.ozon.simulator.core.chat import Chat

_MAILINGS_ABOVE = 2**64


class Shelf:
    """Chats in the order of the list: mailings first, then the newest activity first."""

    def __init__(self) -> None:
        self._keys: list[int] = []
        self._chats: dict[int, Chat] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, chat: Chat) -> bool:
        return list_key(chat) in self._chats

    def put(self, chat: Chat) -> None:
        key = list_key(chat)
        if key in self._chats:
            return
        self._chats[key] = chat
        if not self._keys or key > self._keys[-1]:
            self._keys.append(key)
        else:
            insort(self._keys, key)

    def fill(self, chats: list[Chat]) -> None:
        """Put many at once; sorts one time only."""
        for chat in chats:
            self._chats[list_key(chat)] = chat
        self._keys = sorted(self._chats)

    def take(self, chat: Chat) -> None:
        key = list_key(chat)
        if self._chats.pop(key, None) is not None:
            del self._keys[bisect_left(self._keys, key)]

    def after(self, cursor: int | None) -> Iterator[Chat]:
        """Everything that stands behind the cursor, in the order of the list."""
        place = len(self._keys) if cursor is None else bisect_left(self._keys, cursor)
        while place > 0:
            place -= 1
            yield self._chats[self._keys[place]]


def list_key(chat: Chat) -> int:
    return chat.activity + (_MAILINGS_ABOVE if chat.is_mailing else 0)
