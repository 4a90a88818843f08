"""When the weekly report is due: on Monday morning, by the clocks of the workspace."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MORNING: Final = time(8)
# After an outage it still comes on Monday or Tuesday; later it would be no news.
COMES_WITHIN: Final = timedelta(days=2)


def due_week(now: datetime, zone: ZoneInfo) -> date | None:
    """The Monday whose report is due now; None for most of the week."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    begins_at = datetime.combine(monday, MORNING, tzinfo=zone)
    return monday if begins_at <= now < begins_at + COMES_WITHIN else None


def week_ends_at(monday: date, zone: ZoneInfo) -> datetime:
    """The midnight up to which the report counts."""
    return datetime.combine(monday, time(), tzinfo=zone)
