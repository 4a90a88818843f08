"""Which obligations a figure is about: the same conditions choose them for a count, a list and a file.

An answered debt counts at its answer and one that ended otherwise at its end, for before that nothing is known of
either; one that is open counts at its opening. What was opened before the cabinet was connected belongs to the
baseline, whenever it was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from sla.models import BaselineObligation, Obligation
from sla.reports.groups import hour_of_week, of_person
from sla.reports.outcomes import OUTCOMES, AsOf
from sla.reports.period import Period


@dataclass(frozen=True, slots=True)
class ReportedAccount:
    """A cabinet as the reports know it; ``connected_at`` is its first connection."""

    id: int
    title: str
    connected_at: datetime


@dataclass(frozen=True, slots=True)
class Selection:
    """Obligations of a workspace; an empty choice narrows nothing.

    ``accounts`` are all those of the workspace that are wanted. ``person`` is a key of the groups by member.
    """

    workspace_id: int
    period: Period
    time_zone: str
    accounts: Sequence[ReportedAccount]
    kind: str = ""
    person: str = ""
    hour: int | None = None
    outcome: str = ""
    is_baseline: bool = False

    @property
    def as_of(self) -> AsOf:
        """A frozen debt was looked at when its baseline was frozen."""
        return F("baseline__frozen_at") if self.is_baseline else self.period.as_of

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def obligations(self) -> Any:
        """A queryset of the obligations, or of the frozen ones of the baseline, which have a period of their own."""
        model = BaselineObligation if self.is_baseline else Obligation
        rows = model.objects.filter(self._place(), workspace=self.workspace_id)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.person:
            rows = rows.filter(of_person(self.person))
        if self.hour is not None:
            rows = rows.alias(hour=hour_of_week(self.zone)).filter(hour=self.hour)
        if self.outcome:
            rows = rows.filter(OUTCOMES[self.outcome](self.as_of))
        return rows

    def _place(self) -> Q:
        wanted = Q(chat_account__in=[account.id for account in self.accounts])
        if self.is_baseline:
            return wanted
        before = Q()
        for account in self.accounts:
            before |= Q(chat_account=account.id, opened_at__lt=account.connected_at)
        wanted &= Q(counted_at__gte=self.period.starts_at, counted_at__lt=self.period.ends_at)
        return wanted & ~before if self.accounts else wanted
