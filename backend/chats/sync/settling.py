"""A chat that was written in is read twice more in the next minutes: one message may come to light under another.

The marketplace promises no order in which messages become visible. What was hidden when a newer one was read moves no
mark of any list, so nothing else would lead back to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Max

from chats.models import Chat, ChatAccount, Message

READ_AGAIN_AFTER: Final = timedelta(minutes=2)
SETTLED_AFTER: Final = timedelta(minutes=10)
LONG_AGO: Final = timedelta(hours=1)
TRIED_AGAIN_AFTER: Final = timedelta(minutes=15)
MOST_CHATS: Final = 10
# Asked at every look, and mostly for nothing.
FIND_DUE: Final = """
SELECT id FROM chats WHERE chat_account_id = %s AND settle_at <= %s ORDER BY settle_at, id LIMIT %s
"""


def settling_chats(account: ChatAccount, *, now: datetime) -> list[Chat]:
    """Chats to be read again; a few at a time, the longest due first."""
    with connection.cursor() as cursor:
        cursor.execute(FIND_DUE, [account.pk, now, MOST_CHATS])
        ids = [chat_id for (chat_id,) in cursor.fetchall()]
    return list(Chat.objects.filter(pk__in=ids).order_by("settle_at", "pk")) if ids else []


def is_due(chat: Chat, *, now: datetime) -> bool:
    return chat.settle_at is not None and chat.settle_at <= now


def begin_settling(chat: Chat, created: Sequence[Message], *, known_before: str, now: datetime) -> None:
    """Note where the next such read has to begin: at what was known before anything of this was new."""
    if chat.settle_at is None and any(message.sent_at > now - LONG_AGO for message in created):
        chat.settle_at = now + READ_AGAIN_AFTER
        chat.settle_from = known_before


def end_settling(chat: Chat, *, now: datetime) -> None:
    """After a read to the end: what has been known for ten minutes by now has settled, the rest is read again."""
    if not is_due(chat, now=now):
        return
    chat.settle_at, chat.settle_from = None, ""
    newest = chat.messages.aggregate(received_at=Max("received_at"))["received_at"]
    if newest is None or newest <= now - SETTLED_AFTER:
        return
    settled = chat.messages.filter(received_at__lte=now - SETTLED_AFTER).order_by("-sent_at", "-number", "-id")
    chat.settle_from = settled.values_list("external_id", flat=True).first() or ""
    chat.settle_at = newest + (READ_AGAIN_AFTER if newest > now - READ_AGAIN_AFTER else SETTLED_AFTER)


def put_off_settling(chat: Chat, *, now: datetime) -> None:
    """The chat could not be read: not at every look again."""
    Chat.objects.filter(pk=chat.pk, settle_at__lte=now).update(settle_at=now + TRIED_AGAIN_AFTER)


def stop_settling(chat: Chat) -> None:
    """The marketplace refuses to show it."""
    Chat.objects.filter(pk=chat.pk).update(settle_at=None, settle_from="")
