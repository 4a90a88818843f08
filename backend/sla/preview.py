"""What targets and hours would mean: when answers were due, and when the next days are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sla.calendar import WorkingCalendar
from sla.deadline import Deadline, PolicyVersion, deadline

DAYS_SHOWN: Final = 7
_DAY: Final = timedelta(days=1)
# Friday evening, a weekend and Monday morning: where working hours are felt most.
_SAMPLES: Final = ((4, time(17, 50)), (5, time(12)), (6, time(23)), (0, time(8)))


@dataclass(frozen=True, slots=True)
class PreviewedMoment:
    opened_at: datetime
    first: Deadline
    next: Deadline


@dataclass(frozen=True, slots=True)
class OpenDay:
    """Open stretches that begin on one local day."""

    day: date
    stretches: tuple[tuple[datetime, datetime], ...]


def preview_moments(policy: PolicyVersion, moments: Sequence[datetime]) -> list[PreviewedMoment]:
    return [
        PreviewedMoment(
            opened_at=moment,
            first=deadline(opened_at=moment, target_minutes=policy.first_minutes, policy=policy),
            next=deadline(opened_at=moment, target_minutes=policy.next_minutes, policy=policy),
        )
        for moment in moments
    ]


def sample_moments(zone: str, *, now: datetime) -> list[datetime]:
    """This moment, and some of the week to come at which it is instructive to be asked."""
    local = now.astimezone(ZoneInfo(zone))
    coming: list[datetime] = []
    for weekday, at in _SAMPLES:
        day = local.date() + _DAY * ((weekday - local.weekday()) % 7)
        moment = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
        coming.append(moment if moment > local else datetime.combine(day + 7 * _DAY, at, tzinfo=ZoneInfo(zone)))
    return [now, *sorted(coming)]


def open_days(hours: WorkingCalendar | None, zone: str, *, now: datetime) -> list[OpenDay]:
    """From the local today on; what began the evening before is shown as the beginning of today."""
    local = ZoneInfo(zone)
    today = now.astimezone(local).date()
    starts = [datetime.combine(today + _DAY * number, time(), tzinfo=local) for number in range(DAYS_SHOWN + 1)]
    if hours is None:
        return [
            OpenDay(start.date(), ((start, starts[number + 1]),)) for number, start in enumerate(starts[:DAYS_SHOWN])
        ]
    by_day: dict[date, list[tuple[datetime, datetime]]] = {start.date(): [] for start in starts[:DAYS_SHOWN]}
    for opens, closes in _stretches(hours, starts[0], starts[-1]):
        by_day[opens.astimezone(local).date()].append((opens, closes))
    return [OpenDay(day, tuple(stretches)) for day, stretches in by_day.items()]


def _stretches(hours: WorkingCalendar, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    found: list[tuple[datetime, datetime]] = []
    for opens, closes in hours.open_spans(start):
        if opens >= end:
            break
        if found and found[-1][1] == opens:
            found[-1] = (found[-1][0], closes)
        else:
            found.append((opens, closes))
    return found
