"""How long buyers waited, as messages tell it: what the ratings of a shop are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import CUSTOMER, SELLER


@dataclass(frozen=True, slots=True)
class Wait:
    """The oldest unanswered word of a buyer, and the seller's next one."""

    chat_id: str
    asked_at: int
    answered_at: int | None
    is_first: bool
    """It began the chat."""


def waits_of(chats: Iterable[Chat]) -> list[Wait]:
    return [wait for chat in chats if chat.is_with_buyer for wait in _waits(chat)]


def _waits(chat: Chat) -> Iterator[Wait]:
    asked_at: int | None = None
    is_first = True
    for message in chat.messages:
        if message.author == CUSTOMER and asked_at is None:
            asked_at = message.created_at
        elif message.author == SELLER and asked_at is not None:
            yield Wait(chat.chat_id, asked_at, message.created_at, is_first)
            asked_at, is_first = None, False
        elif message.author == SELLER:
            is_first = False
    if asked_at is not None:
        yield Wait(chat.chat_id, asked_at, None, is_first)
