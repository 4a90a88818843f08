"""In which chats all that is unanswered is short thanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from chats.models import Chat, Message
from chats.thanks import is_thanks


def chats_of_thanks(chats: Sequence[Chat], waiting_since: Mapping[int, datetime]) -> set[int]:
    """Asks the database only about chats whose newest message looks like it; a file is looked at by a person."""
    suspects = [
        chat
        for chat in chats
        if chat.pk in waiting_since and chat.last_author == Message.Author.BUYER and is_thanks(chat.preview)
    ]
    if not suspects:
        return set()
    unanswered = Q()
    for chat in suspects:
        unanswered |= Q(chat=chat, sent_at__gte=waiting_since[chat.pk])
    asked: dict[int, list[bool]] = defaultdict(list)
    rows = Message.objects.filter(unanswered, author=Message.Author.BUYER)
    for chat_id, text, attachments in rows.values_list("chat_id", "text", "attachments"):
        asked[chat_id].append(not attachments and is_thanks(text))
    return {chat_id for chat_id, answers in asked.items() if all(answers)}
