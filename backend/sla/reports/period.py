"""The stretch of time that a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.errors import Invalid

ROLLING_DAYS: Final = (14, 28)
LONGEST: Final = timedelta(days=366)
_DAY: Final = timedelta(days=1)


class PeriodBackwards(Invalid):
    code = "period_backwards"


class PeriodTooLong(Invalid):
    code = "period_too_long"


@dataclass(frozen=True, slots=True)
class Period:
    """From its start up to, but not including, its end; ``as_of`` is when "still open" was looked at."""

    starts_at: datetime
    ends_at: datetime
    as_of: datetime

    @property
    def days(self) -> int:
        """Days begun."""
        return -((self.starts_at - self.ends_at) // _DAY)


def period_of(*, days: int, starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> Period:
    """What was asked for: two moments, or so many days up to now or to a given end."""
    end = ends_at or now
    start = starts_at or end - timedelta(days=days)
    if start >= end:
        raise PeriodBackwards(attr="from")
    if end - start > LONGEST:
        raise PeriodTooLong(attr="from", params={"days": LONGEST.days})
    return Period(starts_at=start, ends_at=end, as_of=min(end, now))
