"""Chats that looks leave alone although the list names a message which their history has not shown.

What was hidden for minutes, or refused for a time, moves no mark once it is shown; so sweeps ask for it again, ever
more seldom: what was deleted is named by the list for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from chats.models import Chat, ChatAccount
from chats.sync.marks import MISSES_BEFORE_ACCEPTING, ends_below_mark
from chats.sync.roster import ToRead
from connectors.records import RemoteChat

TRIED_AGAIN_AFTER: Final = timedelta(minutes=10)
MOST_SELDOM: Final = timedelta(days=7)


def pause_of(chat: Chat) -> timedelta:
    """Ten minutes at first, then doubled with each sweep that saw it hidden still, up to a week."""
    doublings: int = 2 ** max(chat.mark_misses - MISSES_BEFORE_ACCEPTING, 0)
    return min(TRIED_AGAIN_AFTER * doublings, MOST_SELDOM)


def left_alone(
    account: ChatAccount, listed: Sequence[RemoteChat], *, since: datetime, with_failed: bool
) -> list[ToRead]:
    """Those of a page that were not tried since the sweep began, nor lately; the longest untried first."""
    untried = Q(missed_at=None) | Q(missed_at__lt=since - TRIED_AGAIN_AFTER)
    chats = Chat.objects.filter(untried, chat_account=account, external_id__in=[chat.id for chat in listed])
    if not with_failed:
        chats = chats.filter(read_failures=0)
    chats = chats.exclude(change_mark=F("last_external_id")).order_by(F("missed_at").asc(nulls_first=True), "pk")
    return [ToRead(chat=chat, mark=None) for chat in chats if ends_below_mark(chat) and _is_due(chat, since)]


def _is_due(chat: Chat, since: datetime) -> bool:
    return chat.missed_at is None or chat.missed_at < since - pause_of(chat)
