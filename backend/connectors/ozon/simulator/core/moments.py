"""Moments are microseconds since 1970 in UTC: one small integer instead of an object per message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_moment(value: datetime) -> int:
    return (value - _EPOCH) // timedelta(microseconds=1)


def to_datetime(moment: int) -> datetime:
    return _EPOCH + timedelta(microseconds=moment)


def parse_moment(text: str) -> int:
    value = datetime.fromisoformat(text)
    return to_moment(value if value.tzinfo else value.replace(tzinfo=UTC))


def format_moment(moment: int) -> str:
    """RFC 3339 with as many digits as the moment has: 0, 3 or 6, as live answers do."""
    value = to_datetime(moment)
    if moment % SECOND == 0:
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if moment % 1000 == 0:
        return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"
    return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def shorten(moment: int, digits: int) -> int:
    """The same moment, known to so many digits of a second."""
    step: int = 10 ** (6 - digits)
    return moment - moment % step
