"""Targets and hours that are tried out and not saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sla.calendar import AlwaysOpen, WorkingCalendar
from sla.deadline import PolicyVersion
from sla.hours import StoredException, calendar_from
from sla.models import Calendar, Policy
from sla.selectors.hours import working_calendar
from sla.services.calendars import check_hours
from sla.services.calendars import newest_version as newest_hours
from sla.services.policies import BUILT_IN, Targets, check_targets, newest_version, targets_of


@dataclass(frozen=True)
class DraftHours:
    time_zone: str
    week: list[list[list[int]]]
    exceptions: list[StoredException] = field(default_factory=list)


@dataclass(frozen=True)
class DraftedPolicy:
    """``hours`` is None day and night."""

    policy: PolicyVersion
    hours: WorkingCalendar | None


def drafted_policy(
    *,
    policy: Policy | None,
    change: dict[str, int | None],
    hours: DraftHours | None,
    find_calendar: Callable[[int], Calendar],
    now: datetime,
) -> DraftedPolicy:
    """The policy, or what is built in, with what is to be changed; refused as it would be at saving."""
    before = targets_of(newest_version(policy)) if policy else BUILT_IN
    targets = Targets(**{**asdict(before), **change})
    check_targets(targets)
    opens = _hours(targets, hours, find_calendar, now)
    version = PolicyVersion(
        first_minutes=targets.first_minutes,
        next_minutes=targets.next_minutes,
        warn_percent=targets.warn_percent,
        calendar=opens or AlwaysOpen(),
    )
    return DraftedPolicy(policy=version, hours=opens)


def _hours(
    targets: Targets, hours: DraftHours | None, find_calendar: Callable[[int], Calendar], now: datetime
) -> WorkingCalendar | None:
    if hours is not None:
        check_hours(time_zone=hours.time_zone, week=hours.week, exceptions=hours.exceptions, now=now)
        return calendar_from(time_zone=hours.time_zone, week=hours.week, exceptions=hours.exceptions)
    if targets.calendar_id is None:
        return None
    return working_calendar(newest_hours(find_calendar(targets.calendar_id)))
