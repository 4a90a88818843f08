"""Chats that looks leave alone although the list names a message which their history has not shown.

What was hidden for minutes, or refused for a time, moves no mark once it is shown; so sweeps ask for it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from chats.models import Chat, ChatAccount
from chats.sync.marks import ends_below_mark
from chats.sync.roster import ToRead
from connectors.records import RemoteChat

TRIED_AGAIN_AFTER: Final = timedelta(minutes=10)


def left_alone(
    account: ChatAccount, listed: Sequence[RemoteChat], *, since: datetime, with_failed: bool
) -> list[ToRead]:
    """Those of a page that were not tried since the sweep began, nor just before; the longest untried first."""
    untried = Q(missed_at=None) | Q(missed_at__lt=since - TRIED_AGAIN_AFTER)
    chats = Chat.objects.filter(untried, chat_account=account, external_id__in=[chat.id for chat in listed])
    if not with_failed:
        chats = chats.filter(read_failures=0)
    chats = chats.exclude(change_mark=F("last_external_id")).order_by(F("missed_at").asc(nulls_first=True), "pk")
    return [ToRead(chat=chat, mark=None) for chat in chats if ends_below_mark(chat)]
