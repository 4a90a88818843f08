"""Calendars and moments for the tests, written as people write them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sla.calendar import Interval, WorkingCalendar

MOSCOW = "Europe/Moscow"


def hours(text: str) -> tuple[Interval, ...]:
    """`hours("09:00–13:00, 14:00–18:00")`; an empty text is a day off."""
    spans = [span.split("–") for span in text.split(", ") if span]
    return tuple(Interval(_minutes(opens), _minutes(closes)) for opens, closes in spans)


def week(weekdays: str, saturday: str = "", sunday: str = "") -> tuple[tuple[Interval, ...], ...]:
    return (*(hours(weekdays) for _ in range(5)), hours(saturday), hours(sunday))


def calendar(
    weekdays: str,
    *,
    saturday: str = "",
    sunday: str = "",
    zone: str = MOSCOW,
    exceptions: Mapping[str, str] | None = None,
) -> WorkingCalendar:
    by_date = {date.fromisoformat(day): hours(text) for day, text in (exceptions or {}).items()}
    return WorkingCalendar(zone=zone, week=week(weekdays, saturday, sunday), exceptions=by_date)


def local(text: str, zone: str = MOSCOW, *, fold: int = 0) -> datetime:
    """A wall time in a zone as the UTC moment it is."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def _minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
