"""Calendar months and days as they are counted in Moscow, where our invoices are written."""

import calendar
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MOSCOW: Final = ZoneInfo("Europe/Moscow")


def moscow_day(moment: datetime) -> date:
    return moment.astimezone(MOSCOW).date()


def last_day(ends_at: datetime) -> date:
    """Of what ends at this moment: what ends at midnight ended on the day before."""
    return moscow_day(ends_at - timedelta.resolution)


def day_begins(day: date) -> datetime:
    return datetime.combine(day, time.min, MOSCOW)


def day_ends(day: date) -> datetime:
    return day_begins(day + timedelta(days=1))


def month_later(start: datetime, *, anchor_day: int) -> datetime:
    """The same hour on the anchor's day of the next month, or on the last day of a shorter one.

    The anchor is the day on which the row of paid months began: 31 January, 28 February, 31 March.
    """
    local = start.astimezone(MOSCOW)
    year, month = (local.year + 1, 1) if local.month == 12 else (local.year, local.month + 1)
    day = min(anchor_day, calendar.monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day)
