"""The chats whose buyers waited longest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Case, Count, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Cast, Extract

from sla.facts import State
from sla.reports import outcomes
from sla.reports.selection import Selection
from sla.reports.sorting import roomy_sorting

MOST: Final = 10


@dataclass(frozen=True, slots=True)
class WorstChat:
    """`longest_seconds` of one wait, day and night; who has no answer still waits."""

    chat_id: int
    chat_account_id: int
    obligations: int
    missed: int
    never_answered: int
    longest_seconds: int


def worst_chats(selection: Selection) -> list[WorstChat]:
    """At most ten, the longest wait first; what a person waived is left out."""
    as_of = selection.as_of
    so_far = Cast(Extract(Value(as_of) - F("opened_at"), "epoch"), IntegerField())
    waited = Case(When(outcomes.answered(as_of), then=F("reply_seconds")), default=so_far)
    owed = selection.obligations().filter(~Q(state=State.WAIVED), chat__isnull=False)
    found = (
        owed.values("chat_id", "chat_account_id")
        .annotate(
            obligations=Count("pk"),
            missed=Count("pk", filter=outcomes.missed(as_of)),
            never_answered=Count("pk", filter=outcomes.never_answered(as_of)),
            longest_seconds=Max(waited),
        )
        .order_by("-longest_seconds", "chat_id")
    )
    with roomy_sorting():
        return [WorstChat(**row) for row in found[:MOST]]
