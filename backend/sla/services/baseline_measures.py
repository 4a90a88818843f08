"""Measuring a frozen baseline by the targets and hours that an owner set later.

What was asked and answered when stays as it was frozen. Whether that was in time, and in how much working time, is told
by the first rules of the workspace, for they also cover all time before them: nights and Sundays of before would
otherwise be set beside working hours of now.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.rows import update_rows
from sla.deadline import deadline
from sla.facts import Kind, State
from sla.models import Baseline, BaselineObligation, CalendarVersion, PolicyVersion
from sla.timeline import Timeline

MEASURED: Final = ("due_at", "state", "working_seconds")
BATCH: Final = 1_000
# A version may be seen a little later than the moment it is in force from.
MARGIN: Final = timedelta(minutes=1)


def outdated_baselines() -> QuerySet[Baseline]:
    """Those for whose workspace targets or hours came into force since they were measured."""
    newer = Q(in_force_from__gt=OuterRef("measured_at") - MARGIN)
    targets = PolicyVersion.objects.filter(newer, policy__workspace=OuterRef("workspace"))
    hours = CalendarVersion.objects.filter(newer, calendar__workspace=OuterRef("workspace"))
    return Baseline.objects.filter(Exists(targets) | Exists(hours))


@transaction.atomic
def measure_baseline(baseline: Baseline, timeline: Timeline, *, now: datetime) -> int:
    """Bring the measures up to date; the number of obligations that changed."""
    rules = Timeline(versions=timeline.versions)
    changed: list[BaselineObligation] = []
    for row in baseline.obligations.iterator(chunk_size=BATCH):
        before = [getattr(row, name) for name in MEASURED]
        _measure(row, rules)
        if before != [getattr(row, name) for name in MEASURED]:
            changed.append(row)
    for start in range(0, len(changed), BATCH):
        update_rows(changed[start : start + BATCH], MEASURED)
    baseline.measured_at = now
    baseline.save(update_fields=["measured_at"])
    return len(changed)


def _measure(row: BaselineObligation, rules: Timeline) -> None:
    policy = rules.policy_for(opened_at=row.opened_at, ended_at=None)
    target = policy.first_minutes if row.kind == Kind.FIRST else policy.next_minutes
    row.due_at = deadline(opened_at=row.opened_at, target_minutes=target, policy=policy).due_at
    if row.answered_at is not None:
        row.state = State.MET if row.answered_at <= row.due_at else State.MET_LATE
        row.working_seconds = policy.calendar.open_time_between(row.opened_at, row.answered_at) // timedelta(seconds=1)
