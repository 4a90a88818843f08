"""Berlin: 02:00 becomes 03:00 on 2026-03-29, 03:00 becomes 02:00 on 2026-10-25."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sla.tests.calendars import calendar, local
from sla.zone_time import offset_spans

BERLIN = "Europe/Berlin"
HOUR = timedelta(hours=1)
SUNDAY_NIGHT = calendar("", sunday="01:00–04:00", zone=BERLIN)


def test_a_skipped_wall_time_is_never_open() -> None:
    due_at = SUNDAY_NIGHT.add(local("2026-03-29 01:00", BERLIN), 2 * HOUR)

    assert due_at == local("2026-03-29 04:00", BERLIN)


def test_an_interval_that_is_skipped_whole_opens_a_week_later() -> None:
    skipped = calendar("", sunday="02:00–03:00", zone=BERLIN)

    assert skipped.next_opening(local("2026-03-28 12:00", BERLIN)) == local("2026-04-05 02:00", BERLIN)


def test_a_wall_time_shown_twice_is_open_twice() -> None:
    worked = SUNDAY_NIGHT.open_time_between(local("2026-10-25 00:00", BERLIN), local("2026-10-25 05:00", BERLIN))

    assert worked == 4 * HOUR


def test_an_interval_inside_the_repeated_hour_opens_twice() -> None:
    repeated = calendar("", sunday="02:15–02:45", zone=BERLIN)

    due_at = repeated.add(local("2026-10-25 02:00", BERLIN), timedelta(minutes=40))

    assert due_at == local("2026-10-25 02:25", BERLIN, fold=1)


def test_a_change_at_midnight_shows_the_end_of_the_day_before_again() -> None:
    """St. John's set its clock back at 00:01, to 23:01 of the day before."""
    evening = calendar("", saturday="23:00–24:00", zone="America/St_Johns")

    worked = evening.open_time_between(datetime(2006, 10, 28, tzinfo=UTC), datetime(2006, 10, 30, tzinfo=UTC))

    assert worked == HOUR + timedelta(minutes=59)


def test_a_day_that_a_zone_left_out_is_never_open() -> None:
    """Samoa had no Friday the 30th of December 2011."""
    samoa = calendar("09:00–18:00", zone="Pacific/Apia")

    due_at = samoa.add(local("2011-12-29 17:00", "Pacific/Apia"), 2 * HOUR)

    assert due_at == local("2012-01-02 10:00", "Pacific/Apia")


@pytest.mark.parametrize("zone", [BERLIN, "Australia/Lord_Howe", "Africa/Casablanca", "Europe/Moscow"])
def test_spans_follow_one_another_without_gaps_and_agree_with_the_zone(zone: str) -> None:
    spans = offset_spans(zone, datetime(2023, 5, 1, 12, tzinfo=UTC))
    edge = datetime(2023, 5, 1, 12, tzinfo=UTC)

    for _ in range(12):
        span = next(spans)
        last_second = span.end - timedelta(seconds=1)

        assert span.start == edge
        assert span.wall_time(span.start) == _wall_time(span.start, zone)
        assert span.wall_time(last_second) == _wall_time(last_second, zone)
        edge = span.end


def _wall_time(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
