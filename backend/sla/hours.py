"""Hours as they are stored, turned into a calendar and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict

from sla.calendar import Interval, WorkingCalendar

Minutes = Sequence[Sequence[int]]


class StoredException(TypedDict):
    """What opens on a date instead of the hours of its weekday; without intervals it is a day off."""

    date: str
    title: str
    intervals: list[list[int]]


def calendar_from(*, time_zone: str, week: Sequence[Minutes], exceptions: Iterable[StoredException]) -> WorkingCalendar:
    return WorkingCalendar(
        zone=time_zone,
        week=tuple(intervals_from(day) for day in week),
        exceptions={date.fromisoformat(day["date"]): intervals_from(day["intervals"]) for day in exceptions},
    )


def intervals_from(minutes: Minutes) -> tuple[Interval, ...]:
    return tuple(Interval(opens, closes) for opens, closes in minutes)


def minutes_of(text: str) -> int:
    """`"09:30"` as minutes of the day; `"24:00"` is its end."""
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def text_of(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
