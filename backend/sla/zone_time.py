"""A time zone as spans of one offset each, so that wall time inside a span runs evenly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

# No zone changes its offset twice within so short a time.
_STEP = timedelta(hours=12)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class OffsetSpan:
    """From ``start`` to ``end`` (exclusive, both UTC) the zone's clock shows UTC + ``offset``."""

    start: datetime
    end: datetime
    offset: timedelta

    def wall_time(self, moment: datetime) -> datetime:
        return (moment + self.offset).replace(tzinfo=None)

    def moment(self, wall_time: datetime) -> datetime:
        return wall_time.replace(tzinfo=UTC) - self.offset


def offset_spans(zone: str, start: datetime) -> Iterator[OffsetSpan]:
    """The spans from ``start`` on, without end; a span is also cut at the turn of a UTC year."""
    year = start.astimezone(UTC).year
    while True:
        for span in _spans_of_year(zone, year):
            if span.end > start:
                yield OffsetSpan(start=max(span.start, start), end=span.end, offset=span.offset)
        year += 1


@lru_cache(maxsize=4096)
def _spans_of_year(zone: str, year: int) -> tuple[OffsetSpan, ...]:
    rules = ZoneInfo(zone)
    new_year = datetime(year + 1, 1, 1, tzinfo=UTC)
    starts = [datetime(year, 1, 1, tzinfo=UTC)]
    moment = starts[0]
    while moment < new_year:
        after = min(moment + _STEP, new_year - _SECOND)
        if _offset(rules, after) != _offset(rules, moment):
            starts.append(_change_between(rules, moment, after))
        moment += _STEP
    edges = pairwise([*starts, new_year])
    return tuple(OffsetSpan(start=start, end=end, offset=_offset(rules, start)) for start, end in edges)


def _offset(rules: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(rules).utcoffset() or timedelta()


def _change_between(rules: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second at which the offset is no longer that of ``before``."""
    old = _offset(rules, before)
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        if _offset(rules, middle) == old:
            before = middle
        else:
            after = middle
    return after
