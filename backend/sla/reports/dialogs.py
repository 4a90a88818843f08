"""Our calculation of the marketplace's own measure: dialogs answered at least once within 24 hours.

How a marketplace treats short thanks, automatic answers and dialogs begun by the seller is not published, so this is
near to its figure and not the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, Count, IntegerField, Max, Q, When

from sla.models import Obligation
from sla.reports import outcomes
from sla.reports.figures import share
from sla.reports.selection import Selection
from sla.reports.sorting import roomy_sorting

MEASURED_DAYS: Final = 30
MEASURED: Final = timedelta(days=MEASURED_DAYS)


@dataclass(frozen=True, slots=True)
class Dialogs:
    """Chats in which a buyer wrote in the 30 days up to the end of the period, connected or not yet."""

    n: int
    replied_within_24h: int

    @property
    def share(self) -> float | None:
        return share(self.replied_within_24h, self.n)


def dialogs(selection: Selection) -> Dialogs:
    return dialogs_of(
        workspace_id=selection.workspace_id,
        chat_account_ids=[account.id for account in selection.accounts],
        ends_at=selection.period.ends_at,
        as_of=selection.period.as_of,
    )


def dialogs_of(*, workspace_id: int, chat_account_ids: list[int], ends_at: datetime, as_of: datetime) -> Dialogs:
    """A dialog whose only debts are open and younger than 24 hours is not counted yet."""
    opened = Obligation.objects.filter(
        workspace=workspace_id, opened_at__gte=ends_at - MEASURED, opened_at__lt=ends_at
    ).filter(chat_account__in=chat_account_ids)
    is_decided = outcomes.answered(as_of) | Q(opened_at__lt=as_of - outcomes.DAY)
    by_chat = opened.filter(is_decided).values("chat")
    in_time = Case(When(outcomes.within_24h(as_of), then=1), default=0, output_field=IntegerField())
    best = by_chat.annotate(in_time=Max(in_time))
    with roomy_sorting():
        found = best.aggregate(n=Count("chat"), replied=Count("chat", filter=Q(in_time=1)))
    return Dialogs(n=found["n"], replied_within_24h=found["replied"])
