"""What became of a debt: one condition each, for every count, every list and every file.

A debt that a person waived stands in no base. Against the target counts what is decided: answered, ended without an
answer, or open and overdue. Against 24 hours counts what was answered or is older than 24 hours, so that within a day,
later and never make up the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from sla.facts import State

DAY: Final = timedelta(hours=24)
AsOf = datetime | F
"""When a debt was looked at: one moment, or a column of its row."""


def answered(as_of: AsOf) -> Q:
    return Q(answered_at__isnull=False)


def met(as_of: AsOf) -> Q:
    return Q(state=State.MET)


def met_late(as_of: AsOf) -> Q:
    return Q(state=State.MET_LATE)


def lost(as_of: AsOf) -> Q:
    return Q(state=State.LOST)


def waived(as_of: AsOf) -> Q:
    return Q(state=State.WAIVED)


def closed_unanswered(as_of: AsOf) -> Q:
    return Q(state=State.CLOSED_UNANSWERED)


def still_open(as_of: AsOf) -> Q:
    return Q(state=State.OPEN)


def missed(as_of: AsOf) -> Q:
    """Decided against us: answered late, ended without an answer, or open and overdue."""
    ended = Q(state__in=[State.MET_LATE, State.LOST, State.CLOSED_UNANSWERED])
    return ended | Q(state=State.OPEN, due_at__lt=as_of)


def never_answered(as_of: AsOf) -> Q:
    """No answer for more than 24 hours, whatever ended the debt but a person's waiving it."""
    unanswered = Q(state__in=[State.OPEN, State.LOST, State.CLOSED_UNANSWERED])
    return unanswered & Q(opened_at__lt=as_of - DAY)


def within_24h(as_of: AsOf) -> Q:
    return Q(answered_at__isnull=False, reply_seconds__lte=DAY // timedelta(seconds=1))


Outcome = Callable[[AsOf], Q]
OUTCOMES: Final[Mapping[str, Outcome]] = {
    "answered": answered,
    "met": met,
    "late": met_late,
    "missed": missed,
    "lost": lost,
    "waived": waived,
    "closed_unanswered": closed_unanswered,
    "open": still_open,
    "never_answered": never_answered,
    "within_24h": within_24h,
}
