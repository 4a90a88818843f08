"""Telling the owners that a key is about to end: fourteen, seven and one day before, once each."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from chats.key_life import WARNED_DAYS_BEFORE, warning_for
from chats.models import ChatAccount
from chats.services.account_mails import tell_key_ends
from chats.services.account_states import SHUT_OUT

MOST_AT_ONCE: Final = 500


def warn_of_ending_keys(now: datetime) -> int:
    """Mail what is due; however often this runs, each warning leaves once."""
    untold = Q()
    for days in WARNED_DAYS_BEFORE:
        is_due = Q(key_expires_at__lte=now + timedelta(days=days))
        untold |= is_due & (Q(key_warned_days=None) | Q(key_warned_days__gt=days))
    ending = ChatAccount.objects.live().filter(untold, key_expires_at__gt=now)
    warned = 0
    for account in ending.exclude(state__in=SHUT_OUT).select_related("workspace").order_by("pk")[:MOST_AT_ONCE]:
        warned += _warn(account, now=now)
    return warned


def _warn(account: ChatAccount, *, now: datetime) -> bool:
    assert account.key_expires_at is not None
    left = account.key_expires_at - now
    warning = warning_for(left)
    if warning is None:
        return False
    with transaction.atomic():
        untold = Q(key_warned_days=None) | Q(key_warned_days__gt=warning)
        claimed = ChatAccount.objects.filter(untold, pk=account.pk, key_expires_at=account.key_expires_at)
        if not claimed.update(key_warned_days=warning):
            return False
        tell_key_ends(account, days=math.ceil(left / timedelta(days=1)))
    return True
