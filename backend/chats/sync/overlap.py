"""Where a read begins: below the newest known message, for a late one may come to light beneath it.

The marketplace promises no order in which messages become visible. The echo of a reply may appear under a message
that was written after it and read before it; beginning exactly at the newest known id would never see it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from chats.models import Chat
from chats.sync.settling import is_due

SETTLED_AFTER: Final = timedelta(hours=1)
DEPTH: Final = 20


def read_from(chat: Chat, *, now: datetime) -> str | None:
    """The newest message that has been known for an hour, or belongs to the past, but not farther back than 20.

    None for a chat so new that a message may come to light even below its first. A chat that is to be read again
    says itself where.
    """
    if is_due(chat, now=now):
        return chat.settle_from or None
    newest = chat.messages.order_by("-sent_at", "-number", "-id")
    known = list(newest.values_list("external_id", "received_at", "is_historic")[:DEPTH])
    for external_id, received_at, is_historic in known:
        if is_historic or received_at <= now - SETTLED_AFTER:
            return external_id
    return known[-1][0] if len(known) == DEPTH else None
