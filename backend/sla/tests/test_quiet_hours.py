from datetime import UTC, datetime, time

import pytest

from sla.quiet_hours import Quiet


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("begin", "end", "zone", "now", "over"),
    [
        ("22:00", "08:00", "UTC", "2026-11-23T21:59", None),
        ("22:00", "08:00", "UTC", "2026-11-23T22:00", "2026-11-24T08:00"),
        ("22:00", "08:00", "UTC", "2026-11-24T00:30", "2026-11-24T08:00"),
        ("22:00", "08:00", "UTC", "2026-11-24T07:59:59", "2026-11-24T08:00"),
        ("22:00", "08:00", "UTC", "2026-11-24T08:00", None),
        ("13:00", "14:00", "UTC", "2026-11-23T13:30", "2026-11-23T14:00"),
        ("13:00", "14:00", "UTC", "2026-11-23T12:59", None),
        ("13:00", "14:00", "UTC", "2026-11-23T14:00", None),
        ("00:00", "06:00", "UTC", "2026-11-23T00:00", "2026-11-23T06:00"),
        ("22:00", "00:00", "UTC", "2026-11-23T23:00", "2026-11-24T00:00"),
        ("22:00", "08:00", "Asia/Vladivostok", "2026-11-23T12:30", "2026-11-23T22:00"),
        ("22:00", "08:00", "Europe/Kaliningrad", "2026-11-23T12:30", None),
        # The clock goes back an hour at 03:00 of this night, and forward at 02:00 of the other.
        ("22:00", "08:00", "Europe/Berlin", "2026-10-24T21:00", "2026-10-25T07:00"),
        ("22:00", "08:00", "Europe/Berlin", "2026-03-28T22:00", "2026-03-29T06:00"),
        ("01:00", "02:30", "Europe/Berlin", "2026-03-29T00:30", "2026-03-29T01:30"),
        ("01:00", "02:30", "Europe/Berlin", "2026-10-25T01:15", "2026-10-25T01:30"),
    ],
)
def test_quiet_hours_end_at_their_wall_time(begin: str, end: str, zone: str, now: str, over: str | None) -> None:
    quiet = Quiet(begin=time.fromisoformat(begin), end=time.fromisoformat(end), zone=zone)

    assert quiet.over_at(at(now)) == (at(over) if over else None)
