"""Which chats belong to a queue of the inbox: one condition each, for lists, counters and the admin alike."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from chats.models.reply import Reply

WINDOW_CLOSING_WITHIN: Final = timedelta(hours=12)
OPEN: Final = "open"
SNOOZED: Final = "snoozed"
CLOSED: Final = "closed"


def waiting() -> Q:
    """We owe the buyer an answer."""
    return Q(due_at__isnull=False, status=OPEN)


def urgent(now: datetime) -> Q:
    return waiting() & Q(warn_at__lte=now)


def late(now: datetime) -> Q:
    return waiting() & Q(due_at__lt=now)


def closing(now: datetime) -> Q:
    """The marketplace will soon take no reply any more."""
    return waiting() & Q(window_closes_at__gt=now, window_closes_at__lte=now + WINDOW_CLOSING_WITHIN)


def turning(now: datetime) -> Q:
    """Time has come for a change that nobody makes: a window has passed, or a snooze is over."""
    window = Q(due_at__isnull=False) & (Q(window_is_estimate=False) | Q(deadline_at__lt=F("due_at")))
    return (window & Q(window_closes_at__lte=now)) | Q(status=SNOOZED, snoozed_until__lte=now)


def unread() -> Q:
    return Q(unread_count__gt=0)


def failed() -> Q:
    """A reply needs a person's decision."""
    return Q(pk__in=Reply.objects.filter(state__in=Reply.NEEDS_A_PERSON).values("chat"))


def snoozed() -> Q:
    """Put off by a person; the clock goes on."""
    return Q(status=SNOOZED)


def closed() -> Q:
    """Closed here by a person, until the buyer writes."""
    return Q(status=CLOSED)


def answered() -> Q:
    return Q(due_at=None, last_author="seller", status=OPEN)
