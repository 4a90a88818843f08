from datetime import timedelta

import pytest

from sla.calendar import AlwaysOpen, NeverOpens, WorkingCalendar
from sla.tests.calendars import calendar, local

WITH_LUNCH = "09:00–13:00, 14:00–18:00"
MONDAY_HOLIDAY = {"2026-06-15": ""}

# Friday is 2026-06-12.
CASES = [
    pytest.param(
        calendar(WITH_LUNCH, exceptions=MONDAY_HOLIDAY),
        ("2026-06-12 17:50", 30, "2026-06-16 09:20"),
        id="Friday evening runs on after a holiday Monday",
    ),
    pytest.param(calendar(WITH_LUNCH), ("2026-06-12 12:50", 30, "2026-06-12 14:20"), id="lunch does not count"),
    pytest.param(calendar(WITH_LUNCH), ("2026-06-12 13:20", 30, "2026-06-12 14:30"), id="a start at lunch waits"),
    pytest.param(
        calendar(WITH_LUNCH), ("2026-06-12 17:30", 30, "2026-06-12 18:00"), id="used up exactly at closing is closing"
    ),
    pytest.param(
        calendar(WITH_LUNCH), ("2026-06-12 18:00", 30, "2026-06-15 09:30"), id="a start at closing is outside"
    ),
    pytest.param(calendar(WITH_LUNCH), ("2026-06-12 09:00", 30, "2026-06-12 09:30"), id="a start at opening is inside"),
    pytest.param(
        calendar(WITH_LUNCH, exceptions={"2026-06-13": WITH_LUNCH}),
        ("2026-06-12 17:50", 30, "2026-06-13 09:20"),
        id="a moved working Saturday counts",
    ),
    pytest.param(calendar("22:00–06:00"), ("2026-06-11 23:00", 480, "2026-06-12 23:00"), id="over midnight"),
    pytest.param(
        calendar("22:00–06:00"), ("2026-06-12 23:00", 480, "2026-06-15 23:00"), id="Friday's night ends on Saturday"
    ),
    pytest.param(
        calendar("22:00–06:00", exceptions={"2026-06-11": ""}),
        ("2026-06-11 03:00", 240, "2026-06-12 23:00"),
        id="the tail of the evening before a closed day stays, that of the closed evening goes",
    ),
    pytest.param(
        calendar("09:00–18:00", saturday="00:00–24:00", sunday="00:00–24:00"),
        ("2026-06-13 23:30", 60, "2026-06-14 00:30"),
        id="touching days run on",
    ),
    pytest.param(
        calendar("14:00–18:00, 09:00–13:00"), ("2026-06-12 12:50", 30, "2026-06-12 14:20"), id="intervals in any order"
    ),
    pytest.param(
        calendar("09:00–18:00", zone="Europe/Kaliningrad"),
        ("2026-06-12 18:50", 20, "2026-06-15 10:10"),
        id="Kaliningrad opens an hour after Moscow",
    ),
    pytest.param(
        calendar("09:00–18:00", zone="Asia/Vladivostok"),
        ("2026-06-12 02:30", 60, "2026-06-12 03:30"),
        id="Vladivostok works while Moscow sleeps",
    ),
]


@pytest.mark.parametrize(("working", "case"), CASES)
def test_a_target_is_used_up_in_open_time(working: WorkingCalendar, case: tuple[str, int, str]) -> None:
    start, minutes, expected = case

    due_at = working.add(local(start), timedelta(minutes=minutes))

    assert due_at == local(expected)


def test_seconds_of_the_start_are_kept() -> None:
    due_at = calendar("09:00–18:00").add(local("2026-06-12 10:00:31"), timedelta(minutes=10))

    assert due_at == local("2026-06-12 10:10:31")


def test_day_and_night_a_target_is_elapsed_time() -> None:
    start = local("2026-06-12 17:50")

    assert AlwaysOpen().add(start, timedelta(minutes=240)) == start + timedelta(hours=4)
    assert AlwaysOpen().open_time_between(start, start + timedelta(days=3)) == timedelta(days=3)
    assert AlwaysOpen().next_opening(start) == start


def test_open_time_between_two_moments_leaves_out_lunch_and_night() -> None:
    worked = calendar(WITH_LUNCH).open_time_between(local("2026-06-11 17:00"), local("2026-06-12 14:30"))

    assert worked == timedelta(hours=1 + 4 + 0.5)


def test_open_time_between_moments_in_the_wrong_order_is_none() -> None:
    worked = calendar(WITH_LUNCH).open_time_between(local("2026-06-12 12:00"), local("2026-06-12 10:00"))

    assert worked == timedelta()


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-06-12 10:00", "2026-06-12 10:00"),
        ("2026-06-12 13:00", "2026-06-12 14:00"),
        ("2026-06-12 18:00", "2026-06-15 09:00"),
    ],
)
def test_the_next_opening_is_now_while_open(moment: str, opening: str) -> None:
    assert calendar(WITH_LUNCH).next_opening(local(moment)) == local(opening)


def test_a_calendar_whose_last_exception_has_passed_never_opens() -> None:
    once = calendar("", exceptions={"2026-06-12": "09:00–18:00"})

    with pytest.raises(NeverOpens):
        once.add(local("2026-06-12 17:50"), timedelta(minutes=30))
    with pytest.raises(NeverOpens):
        once.next_opening(local("2026-06-12 18:00"))
