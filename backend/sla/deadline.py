"""When an answer is due and when to warn about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.calendar import AlwaysOpen, Calendar, NeverOpens

MIN_TARGET_MINUTES = 1
MAX_TARGET_MINUTES = 43_200
DEFAULT_WARN_PERCENT = 75
WARN_AT_LEAST_BEFORE = timedelta(minutes=5)


class TargetOutOfRange(ValueError):
    code = "target_out_of_range"


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """How fast, in which hours; applies to what is opened at ``in_force_from`` or later.

    The ids name the stored versions it was made of; without them it is built in.
    """

    first_minutes: int
    next_minutes: int
    calendar: Calendar
    warn_percent: int = DEFAULT_WARN_PERCENT
    in_force_from: datetime | None = None
    id: int | None = None
    calendar_version_id: int | None = None

    def __post_init__(self) -> None:
        for minutes in (self.first_minutes, self.next_minutes):
            if not MIN_TARGET_MINUTES <= minutes <= MAX_TARGET_MINUTES:
                raise TargetOutOfRange(minutes)


@dataclass(frozen=True, slots=True)
class Deadline:
    target_minutes: int
    warn_at: datetime
    due_at: datetime


DEFAULT_POLICY = PolicyVersion(first_minutes=240, next_minutes=240, calendar=AlwaysOpen())


def version_at(versions: Sequence[PolicyVersion], moment: datetime) -> PolicyVersion:
    """The version in force at a moment; the first one also covers all time before it."""
    chosen = versions[0]
    for version in versions[1:]:
        if version.in_force_from is not None and version.in_force_from <= moment:
            chosen = version
    return chosen


def deadline(*, opened_at: datetime, target_minutes: int, policy: PolicyVersion) -> Deadline:
    """In hours that are all in the past, or too few to reach the target in some years, it counts day and night: a debt
    is never without an end."""
    try:
        return _deadline(opened_at, target_minutes, policy.warn_percent, policy.calendar)
    except NeverOpens:
        return _deadline(opened_at, target_minutes, policy.warn_percent, AlwaysOpen())


def _deadline(opened_at: datetime, target_minutes: int, warn_percent: int, calendar: Calendar) -> Deadline:
    target = timedelta(minutes=target_minutes)
    return Deadline(
        target_minutes=target_minutes,
        warn_at=calendar.add(opened_at, time_until_warning(target, warn_percent)),
        due_at=calendar.add(opened_at, target),
    )


def time_until_warning(target: timedelta, percent: int) -> timedelta:
    """A share of the target, but early enough to act on where the target allows it."""
    share = target * percent / 100
    return share if target <= WARN_AT_LEAST_BEFORE else min(share, target - WARN_AT_LEAST_BEFORE)
