"""Monday morning by the clocks of the workspace."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from chats.weekly_time import due_week, week_ends_at

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("zone", "moment", "week"),
    [
        ("Europe/Moscow", "2026-11-23T04:59:59Z", None),
        ("Europe/Moscow", "2026-11-23T05:00:00Z", MONDAY),
        ("Europe/Moscow", "2026-11-25T04:59:59Z", MONDAY),
        ("Europe/Moscow", "2026-11-25T05:00:00Z", None),
        ("Asia/Vladivostok", "2026-11-22T22:00:00Z", MONDAY),
        ("Europe/Kaliningrad", "2026-11-23T05:59:59Z", None),
        ("Europe/Moscow", "2026-11-22T20:00:00Z", None),
    ],
)
def test_it_is_due_from_eight_on_monday_for_two_days(zone: str, moment: str, week: date | None) -> None:
    assert due_week(datetime.fromisoformat(moment), ZoneInfo(zone)) == week


def test_it_counts_up_to_the_midnight_before() -> None:
    moscow = ZoneInfo("Europe/Moscow")

    assert week_ends_at(MONDAY, moscow) == datetime.fromisoformat("2026-11-23T00:00:00+03:00")
