"""Calendars as they are kept. A version never changes, so a process keeps those it has read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final, TypeVar

from sla.calendar import WorkingCalendar
from sla.hours import calendar_from
from sla.models import CalendarVersion
from sla.policy_fit import HoursVersion

Kept = TypeVar("Kept")

MOST_KEPT: Final = 2_000
_calendars: dict[int, WorkingCalendar] = {}
_histories: dict[int, tuple[HoursVersion, ...]] = {}


def load_calendars(version_ids: Collection[int]) -> dict[int, WorkingCalendar]:
    """The calendars of these versions, by the ids of the versions."""
    found = {id_: _calendars[id_] for id_ in version_ids if id_ in _calendars}
    missing = [id_ for id_ in version_ids if id_ not in found]
    return found | _read(CalendarVersion.objects.filter(pk__in=missing)) if missing else found


def load_histories(newest_ids: Collection[int]) -> dict[int, tuple[HoursVersion, ...]]:
    """For each of these versions, all versions of its calendar up to this one, oldest first."""
    missing = {id_ for id_ in newest_ids if id_ not in _histories}
    found = {id_: _histories[id_] for id_ in newest_ids if id_ not in missing}
    if not missing:
        return found
    named = CalendarVersion.objects.filter(pk__in=missing)
    rows = CalendarVersion.objects.filter(calendar__in=named.values("calendar")).order_by("calendar_id", "number")
    calendars = _read(rows)
    by_calendar: dict[int, list[HoursVersion]] = defaultdict(list)
    for row in rows:
        history = by_calendar[row.calendar_id]
        history.append(HoursVersion(id=row.pk, in_force_from=row.in_force_from, calendar=calendars[row.pk]))
        if row.pk in missing:
            found[row.pk] = _keep(_histories, row.pk, tuple(history))
    return found


def _read(rows: Iterable[CalendarVersion]) -> dict[int, WorkingCalendar]:
    return {row.pk: _keep(_calendars, row.pk, working_calendar(row)) for row in rows}


def working_calendar(version: CalendarVersion) -> WorkingCalendar:
    return calendar_from(time_zone=version.time_zone, week=version.week, exceptions=version.exceptions)


def _keep(kept: dict[int, Kept], id_: int, value: Kept) -> Kept:
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[id_] = value
    return value
