"""Putting a chat off until a moment: it leaves the queues of what waits, and its clocks go on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from chats.models import Chat
from chats.services.attention import ATTENTION_FIELDS
from chats.services.changes import change_feed
from chats.services.deeds import ChatIsClosed, Deed, tell
from chats.services.reply_lock import lock_chat
from core.errors import Invalid

LONGEST: Final = timedelta(days=90)


class SnoozeInThePast(Invalid):
    code = "snooze_in_the_past"


class SnoozeTooLong(Invalid):
    code = "snooze_too_long"


def snooze(*, chat: Chat, until: datetime, deed: Deed) -> None:
    """Comes back at that moment, or as soon as the buyer writes. A snooze that outlasts a clock is not refused."""
    if until <= deed.now:
        raise SnoozeInThePast(attr="until")
    if until > deed.now + LONGEST:
        raise SnoozeTooLong(attr="until", params={"days": LONGEST.days})
    with change_feed():
        locked = lock_chat(chat.pk)
        if locked.status == Chat.Status.CLOSED:
            raise ChatIsClosed
        if locked.status == Chat.Status.SNOOZED and locked.snoozed_until == until:
            return
        locked.status = Chat.Status.SNOOZED
        locked.snoozed_until = until
        locked.save(update_fields=[*ATTENTION_FIELDS, "updated_at"])
        tell(locked, "chat.snoozed", deed, until=until)
