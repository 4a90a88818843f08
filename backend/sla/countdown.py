"""What a countdown to the due time needs to know: when it stands still, and what is left after that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Countdown:
    """Open time left: while paused ``seconds_after_pause``; else the time until ``pauses_at`` and that much more.

    A clock that does not pause any more runs to the due time.

    None of it changes from second to second, so an answer of the API stays the same until the clock stops or goes on.
    """

    paused_until: datetime | None = None
    pauses_at: datetime | None = None
    seconds_after_pause: int = 0


RUNNING = Countdown()


def countdown(hours: WorkingCalendar | None, *, due_at: datetime, now: datetime) -> Countdown:
    """Without hours it runs day and night; after the due time there is nothing to count."""
    if hours is None or now >= due_at:
        return RUNNING
    opens, closes = _stretch(hours, now, due_at)
    if opens > now:
        return Countdown(paused_until=opens, seconds_after_pause=_seconds(hours, now, due_at))
    if closes < due_at:
        return Countdown(pauses_at=closes, seconds_after_pause=_seconds(hours, closes, due_at))
    return RUNNING


def _stretch(hours: WorkingCalendar, now: datetime, due_at: datetime) -> tuple[datetime, datetime]:
    """The open stretch that is on or comes next, looked at as far as the due time; all of it when nothing opens."""
    begins: datetime | None = None
    ends = due_at
    for opens, closes in hours.open_spans(now):
        if begins is not None and opens > ends:
            break
        begins = opens if begins is None else begins
        ends = closes
        if ends >= due_at:
            break
    return (now, due_at) if begins is None else (begins, ends)


def _seconds(hours: WorkingCalendar, start: datetime, end: datetime) -> int:
    return int(hours.open_time_between(start, end).total_seconds())
