"""What time alone does to a chat: a window passes, a snooze ends. Looked for every few seconds, found by an index."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chats.models import Chat, queues
from chats.services.attention import ATTENTION_FIELDS, put_back
from chats.services.changes import change_feed, record_chat
from chats.services.clock import CLOCK_FIELDS, refresh_clocks
from core.rows import update_rows

AT_ONCE: Final = 200
FIELDS: Final = (*CLOCK_FIELDS, *ATTENTION_FIELDS)


def turn_chats(*, now: datetime, after: int = 0) -> int | None:
    """Bring the next chats up to date whose time has come; returns the last of them, None when there are no more.

    After an estimated end the due time alone counts; a known end loses the debt. A chat that somebody else is at is
    left for the next time.
    """
    with change_feed():
        locked = Chat.objects.select_for_update(of=("self",), skip_locked=True).select_related("chat_account")
        chats = list(locked.filter(queues.turning(now), pk__gt=after).order_by("pk")[:AT_ONCE])
        before = {chat.pk: _values(chat) for chat in chats}
        for chat in chats:
            if chat.status == Chat.Status.SNOOZED and chat.snoozed_until is not None and chat.snoozed_until <= now:
                put_back(chat)
                chat.updated_at = now
        refresh_clocks(chats, now=now, save=False)
        changed = [chat for chat in chats if _values(chat) != before[chat.pk]]
        update_rows(changed, [*FIELDS, "updated_at"])
        for chat in changed:
            record_chat(chat)
    return chats[-1].pk if len(chats) == AT_ONCE else None


def _values(chat: Chat) -> list[object]:
    return [getattr(chat, name) for name in FIELDS]
