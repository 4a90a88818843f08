"""When a countdown stands still, and how much of the target is left then."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.countdown import RUNNING, Countdown, countdown
from sla.tests.calendars import calendar, local

OFFICE = calendar("09:00–13:00, 14:00–18:00")
NIGHTS = calendar("20:00–24:00", saturday="00:00–06:00")
MINUTE = 60


@pytest.mark.parametrize(
    ("now", "due_at", "expected"),
    [
        pytest.param("2026-06-11 10:00", "2026-06-11 12:00", RUNNING, id="runs to the due time"),
        pytest.param(
            "2026-06-11 12:30",
            "2026-06-11 14:20",
            Countdown(pauses_at=local("2026-06-11 13:00"), seconds_after_pause=20 * MINUTE),
            id="stops at lunch",
        ),
        pytest.param(
            "2026-06-11 13:10",
            "2026-06-11 14:20",
            Countdown(paused_until=local("2026-06-11 14:00"), seconds_after_pause=20 * MINUTE),
            id="stands still at lunch",
        ),
        pytest.param(
            "2026-06-12 18:00",
            "2026-06-15 09:30",
            Countdown(paused_until=local("2026-06-15 09:00"), seconds_after_pause=30 * MINUTE),
            id="the instant of closing is outside",
        ),
        pytest.param("2026-06-11 17:30", "2026-06-11 18:00", RUNNING, id="due exactly at closing never pauses"),
        pytest.param("2026-06-11 14:20", "2026-06-11 14:20", RUNNING, id="at the due time nothing is left"),
        pytest.param("2026-06-11 19:00", "2026-06-11 14:20", RUNNING, id="overdue"),
    ],
)
def test_a_countdown_says_when_it_stands_still(now: str, due_at: str, expected: Countdown) -> None:
    assert countdown(OFFICE, due_at=local(due_at), now=local(now)) == expected


def test_hours_that_touch_at_midnight_are_one_stretch() -> None:
    found = countdown(NIGHTS, due_at=local("2026-06-15 20:30"), now=local("2026-06-12 23:00"))

    assert found == Countdown(pauses_at=local("2026-06-13 06:00"), seconds_after_pause=30 * MINUTE)


def test_day_and_night_a_countdown_never_stands_still() -> None:
    assert countdown(None, due_at=local("2026-06-20 12:00"), now=local("2026-06-12 18:00")) == RUNNING


@given(st.integers(0, 7 * 24 * 60), st.integers(1, 2_000))
def test_what_is_told_adds_up_to_the_open_time_that_is_left(minute: int, target: int) -> None:
    now = local("2026-06-08 00:00") + timedelta(minutes=minute)
    due_at = OFFICE.add(now, timedelta(minutes=target))

    told = countdown(OFFICE, due_at=due_at, now=now)

    until_pause = timedelta() if told.paused_until else (told.pauses_at or due_at) - now
    assert until_pause + timedelta(seconds=told.seconds_after_pause) == OFFICE.open_time_between(now, due_at)
