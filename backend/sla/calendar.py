"""Working time: when the clock of an answer runs.

An interval belongs to the local date on which it opens, and an exception replaces what opens on its date. Time is open
whenever the wall clock shows an open time: twice when the clock is set back, never when the time is skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol

from sla.zone_time import offset_spans

LATEST: Final = datetime.max.replace(tzinfo=UTC)
_DAY = timedelta(days=1)
# A minute a week would have to be walked through for centuries.
_FORESIGHT: Final = timedelta(days=4 * 366)


class NeverOpens(Exception):
    """There is no open time left in this calendar, or too little of it within four years."""


class Calendar(Protocol):
    def add(self, start: datetime, length: timedelta) -> datetime:
        """The first instant at which ``length`` of open time has passed since ``start``."""

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time between two instants is open."""

    def next_opening(self, moment: datetime) -> datetime:
        """This instant when it is open, else the next one that is."""


def sum_of(moment: datetime, length: timedelta) -> datetime:
    """Their sum, or the last instant there is."""
    return moment + length if length <= LATEST - moment else LATEST


@dataclass(frozen=True, slots=True)
class AlwaysOpen:
    """Day and night, every day: no intervals and no exceptions."""

    def add(self, start: datetime, length: timedelta) -> datetime:
        return sum_of(start.astimezone(UTC), length)

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        return max(end - start, timedelta())

    def next_opening(self, moment: datetime) -> datetime:
        return moment.astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Minutes of the local day; ``closes`` is at most 24:00 (1440), and not after ``opens`` means the next day."""

    opens: int
    closes: int

    @property
    def length(self) -> int:
        return self.closes - self.opens if self.closes > self.opens else self.closes + 24 * 60 - self.opens

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Wall times of opening and closing when the interval opens on this day."""
        opening = datetime.combine(day, time()) + timedelta(minutes=self.opens)
        return opening, opening + timedelta(minutes=self.length)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Intervals per weekday (Monday first) in an IANA zone; ``calendar_rules`` says what is refused."""

    zone: str
    week: tuple[tuple[Interval, ...], ...]
    exceptions: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)

    def add(self, start: datetime, length: timedelta) -> datetime:
        if length <= timedelta():
            return start.astimezone(UTC)
        left = length
        for opens, closes in self.open_spans(start):
            if opens - start > _FORESIGHT:
                break
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise NeverOpens

    def open_time_between(self, start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        for opens, closes in self.open_spans(start):
            if opens >= end:
                break
            total += min(closes, end) - opens
        return total

    def next_opening(self, moment: datetime) -> datetime:
        for opens, _ in self.open_spans(moment):
            return opens
        raise NeverOpens

    def intervals_on(self, day: date) -> list[Interval]:
        return sorted(self.exceptions.get(day, self.week[day.weekday()]))

    def open_spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open stretches of time from ``start`` on, in UTC and in order; stretches may touch."""
        last_day = None if any(self.week) else max(self.exceptions, default=date.min)
        for span in offset_spans(self.zone, start.astimezone(UTC)):
            day = span.wall_time(span.start).date() - _DAY
            while day <= span.wall_time(span.end).date():
                if last_day is not None and day > last_day:
                    return
                for interval in self.intervals_on(day):
                    opening, closing = interval.on(day)
                    opens = max(span.moment(opening), span.start)
                    closes = min(span.moment(closing), span.end)
                    if opens < closes:
                        yield opens, closes
                day += _DAY
