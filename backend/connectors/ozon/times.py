"""Moments as Ozon writes them."""

import re
from datetime import UTC, datetime, timedelta, timezone

MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{0,30}))?\s*(?:(Z|z)|([+-])(\d\d):?(\d\d))?"
)
FIRST_YEAR = 1971


def parse_moment(text: str) -> datetime | None:
    """Read RFC 3339 with any fraction; None for what is no moment, and for the year 1 that means "never"."""
    match = MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction, _, sign, zone_hours, zone_minutes = match.groups()[6:]
    if year < FIRST_YEAR:
        return None
    micros = int((fraction or "")[:6].ljust(6, "0"))
    try:
        zone = UTC
        if sign:
            shift = timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
            zone = timezone(-shift if sign == "-" else shift)
        return datetime(year, month, day, hour, minute, min(second, 59), micros, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def format_moment(moment: datetime) -> str:
    """As Ozon writes it, in whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
