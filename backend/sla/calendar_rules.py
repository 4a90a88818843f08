"""What a calendar may not be; checked when one is saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

from core.time_zones import time_zones
from sla.calendar import Interval, NeverOpens, WorkingCalendar

OPENS_WITHIN = timedelta(days=60)
_DAY = timedelta(days=1)
# A week that repeats: any Monday, with the Sunday before it and the Monday after it.
_MONDAY = date(2024, 1, 1)


class CalendarRefused(ValueError):
    """Why a calendar cannot be saved; ``code`` names the reason."""

    code = "calendar_refused"


class UnknownZone(CalendarRefused):
    code = "calendar_zone_unknown"


class EmptyInterval(CalendarRefused):
    code = "calendar_interval_empty"


class IntervalsOverlap(CalendarRefused):
    code = "calendar_intervals_overlap"


class CalendarNeverOpens(CalendarRefused):
    code = "calendar_never_opens"


def check_calendar(calendar: WorkingCalendar, *, saved_at: datetime) -> None:
    """Raise the first reason why this calendar is refused."""
    _check_zone(calendar.zone)
    for intervals in (*calendar.week, *calendar.exceptions.values()):
        for interval in intervals:
            _check_interval(interval)
    week = [_MONDAY + timedelta(days=days) for days in range(-1, 8)]
    _check_overlaps(WorkingCalendar(calendar.zone, calendar.week), week)
    for day in calendar.exceptions:
        _check_overlaps(calendar, (day - _DAY, day, day + _DAY))
    _check_opens(calendar, saved_at)


def _check_zone(zone: str) -> None:
    if zone not in time_zones():
        raise UnknownZone(zone)


def _check_interval(interval: Interval) -> None:
    in_the_day = 0 <= interval.opens < 24 * 60 and 0 <= interval.closes <= 24 * 60
    if not in_the_day or interval.opens == interval.closes:
        raise EmptyInterval(f"{interval.opens}–{interval.closes}")


def _check_overlaps(calendar: WorkingCalendar, days: Iterable[date]) -> None:
    stretches = sorted(interval.on(day) for day in days for interval in calendar.intervals_on(day))
    for (_, closing), (opening, _) in pairwise(stretches):
        if opening < closing:
            raise IntervalsOverlap(f"{opening:%Y-%m-%d %H:%M}")


def _check_opens(calendar: WorkingCalendar, saved_at: datetime) -> None:
    try:
        opens_at = calendar.next_opening(saved_at)
    except NeverOpens as error:
        raise CalendarNeverOpens(calendar.zone) from error
    if opens_at >= saved_at + OPENS_WITHIN:
        raise CalendarNeverOpens(calendar.zone)
