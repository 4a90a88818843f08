"""What puts a chat before people again: the buyer, or the end of a snooze."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chats.models import Chat, Message
from chats.selectors.threads import read_actions
from sla.actions import standing_actions
from sla.thread import ActionKind, ClockAction, Position

ATTENTION_FIELDS: Final = ("status", "snoozed_until")
Status = Chat.Status


def wake(chat: Chat, created: Sequence[Message]) -> None:
    """Open a snoozed or closed chat in which the buyer wrote; the caller saves ATTENTION_FIELDS.

    A message that the close already covered, found late, does not open it: it was part of what was closed.
    """
    if chat.status == Status.OPEN:
        return
    asked = [message for message in created if message.author == Message.Author.BUYER and not message.is_historic]
    if chat.status == Status.CLOSED and asked:
        close = standing_close(chat)
        asked = [message for message in asked if close is None or not close.covers_message(position_of(message))]
    if asked:
        put_back(chat)


def put_back(chat: Chat) -> None:
    chat.status = Status.OPEN
    chat.snoozed_until = None


def standing_close(chat: Chat) -> ClockAction | None:
    """The last close by a person that was not undone."""
    standing = standing_actions(read_actions([chat.pk])[chat.pk])
    return next((action for action in reversed(standing) if action.kind is ActionKind.CLOSE), None)


def position_of(message: Message) -> Position:
    return Position(message.sent_at, int(message.number))
