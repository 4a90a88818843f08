"""When the history is asked for the echo of a reply: soon at first, then ever more seldom."""

from datetime import datetime, timedelta
from typing import Final

CHECKS_AFTER: Final = tuple(timedelta(seconds=seconds) for seconds in (3, 10, 30, 60, 120, 240, 420, 600))
LATER_CHECKS_EVERY: Final = timedelta(minutes=2)
CONFIRMED_WITHIN: Final = timedelta(minutes=10)
READS_BEFORE_GIVING_UP: Final = 3


def next_check(*, since: datetime, now: datetime, goes_on: bool) -> datetime | None:
    """The next look after `now`; past ten minutes only for a reply whose fate is still open (`goes_on`)."""
    for after in CHECKS_AFTER:
        if since + after > now:
            return since + after
    return now + LATER_CHECKS_EVERY if goes_on else None


def is_not_confirmed(*, accepted_at: datetime | None, now: datetime) -> bool:
    """Accepted so long ago that the history should show it by now."""
    return accepted_at is not None and now - accepted_at >= CONFIRMED_WITHIN


def may_give_up(*, unclear_at: datetime, complete_reads: int, now: datetime) -> bool:
    return now - unclear_at >= CONFIRMED_WITHIN and complete_reads >= READS_BEFORE_GIVING_UP
