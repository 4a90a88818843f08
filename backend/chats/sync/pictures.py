"""Pictures in moderation: the history never says that the marketplace has decided, so it is asked for them by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import connection

from chats.models import ChatAccount, Message
from chats.picture_times import next_question
from chats.sync.apply import store_messages
from chats.sync.harvest import Harvest
from chats.sync.reading import Reader
from connectors.errors import Rejected, TemporaryFailure

MOST_PICTURES: Final = 200
# Asked at every look, and mostly for nothing.
FIND_DUE: Final = """
SELECT message.id FROM chat_messages AS message JOIN chats AS chat ON chat.id = message.chat_id
WHERE chat.chat_account_id = %s AND message.moderation_check_at <= %s
ORDER BY message.moderation_check_at, message.id LIMIT %s
"""
MOST_CHATS: Final = 5


def ask_about_pictures(
    reader: Reader, account: ChatAccount, into: Harvest, *, now: datetime, is_late: Callable[[], bool]
) -> None:
    """One call for each chat with pictures to ask about; those of further chats wait for the next look."""
    for pictures in _due(account, now=now)[:MOST_CHATS]:
        if is_late():
            return
        chat = pictures[0].chat
        _put_off(pictures, now=now)
        try:
            answers = reader.again(chat, ids=[picture.external_id for picture in pictures])
        except (Rejected, TemporaryFailure):
            continue
        into.chats_stored += bool(store_messages(chat, answers, now=now))


def _due(account: ChatAccount, *, now: datetime) -> list[list[Message]]:
    with connection.cursor() as cursor:
        cursor.execute(FIND_DUE, [account.pk, now, MOST_PICTURES])
        ids = [message_id for (message_id,) in cursor.fetchall()]
    if not ids:
        return []
    due = Message.objects.filter(pk__in=ids).select_related("chat").order_by("moderation_check_at", "pk")
    by_chat: dict[int, list[Message]] = defaultdict(list)
    for picture in due:
        by_chat[picture.chat_id].append(picture)
    return list(by_chat.values())


def _put_off(pictures: list[Message], *, now: datetime) -> None:
    """Before the call, so that whatever becomes of it the same question is not asked at every look."""
    for picture in pictures:
        picture.moderation_check_at = next_question(seen_at=picture.received_at, now=now)
    Message.objects.bulk_update(pictures, ["moderation_check_at"])
