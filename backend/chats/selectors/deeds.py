"""Who of ours did the last thing to be seen in a row of the list: wrote the last message, closed the chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from chats.models import Reply
from sla.models import Action


class Closed(NamedTuple):
    by: str
    at: datetime


def writers_of(message_ids: Sequence[int]) -> dict[int, str]:
    """Who wrote these messages, as far as they were sent from here."""
    if not message_ids:
        return {}
    rows = Reply.objects.filter(message__in=message_ids).values_list("message", "author_name")
    return {message_id: name for message_id, name in rows if message_id is not None}


def closes_of(chat_ids: Sequence[int]) -> dict[int, Closed]:
    """By whom and when these closed chats were closed."""
    if not chat_ids:
        return {}
    closes = Action.objects.filter(chat__in=chat_ids, kind=Action.Kind.CLOSE)
    rows = closes.order_by("chat", "-at", "-pk").distinct("chat").values_list("chat", "author_name", "at")
    return {chat_id: Closed(by, at) for chat_id, by, at in rows}
