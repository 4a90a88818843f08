from datetime import UTC, datetime, timedelta

import pytest

from sla.calendar import AlwaysOpen
from sla.deadline import DEFAULT_POLICY, PolicyVersion, TargetOutOfRange, deadline, time_until_warning, version_at
from sla.tests.calendars import calendar, local
from sla.window import WindowFacts

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("target", "percent", "warns_after"),
    [
        (240, 75, 180 * MINUTE),
        (20, 75, 15 * MINUTE),
        (12, 75, 7 * MINUTE),
        (6, 75, 1 * MINUTE),
        (5, 75, timedelta(minutes=3, seconds=45)),
        (1, 75, timedelta(seconds=45)),
        (240, 50, 120 * MINUTE),
        (60, 99, 55 * MINUTE),
    ],
)
def test_a_warning_leaves_five_minutes_where_the_target_allows(
    target: int, percent: int, warns_after: timedelta
) -> None:
    assert time_until_warning(target * MINUTE, percent) == warns_after


def test_the_default_is_four_hours_day_and_night_with_a_warning_after_three() -> None:
    opened_at = local("2026-06-12 17:50")

    times = deadline(opened_at=opened_at, target_minutes=DEFAULT_POLICY.first_minutes, policy=DEFAULT_POLICY)

    assert times.due_at == opened_at + timedelta(hours=4)
    assert times.warn_at == opened_at + timedelta(hours=3)
    assert DEFAULT_POLICY.next_minutes == 240


def test_a_clock_that_begins_at_the_end_of_time_ends_there_too() -> None:
    last = datetime.max.replace(tzinfo=UTC)

    found = deadline(opened_at=last - MINUTE, target_minutes=240, policy=DEFAULT_POLICY)

    assert (found.warn_at, found.due_at) == (last, last)
    assert WindowFacts(after_buyer=timedelta(hours=48)).rule_ends_at(last) == last


def test_a_warning_counts_working_time_too() -> None:
    policy = PolicyVersion(first_minutes=120, next_minutes=120, calendar=calendar("09:00–18:00"))

    times = deadline(opened_at=local("2026-06-12 17:30"), target_minutes=120, policy=policy)

    assert times.warn_at == local("2026-06-15 10:00")
    assert times.due_at == local("2026-06-15 10:30")


def test_hours_too_few_for_the_target_count_day_and_night() -> None:
    """A minute a week makes thirty days of working time in eight centuries."""
    rare = calendar("", sunday="09:00–09:01")
    policy = PolicyVersion(first_minutes=43_200, next_minutes=200, calendar=rare)
    opened_at = local("2026-06-12 17:30")

    never, in_years = (
        deadline(opened_at=opened_at, target_minutes=minutes, policy=policy) for minutes in (43_200, 200)
    )

    assert never.due_at == opened_at + timedelta(days=30)
    assert in_years.due_at == local("2026-06-14 09:01") + timedelta(weeks=199)


def test_the_version_in_force_at_the_opening_decides() -> None:
    first = PolicyVersion(240, 240, AlwaysOpen(), in_force_from=local("2026-06-01 00:00"))
    second = PolicyVersion(60, 60, AlwaysOpen(), in_force_from=local("2026-06-10 12:00"))
    versions = (first, second)

    assert version_at(versions, local("2026-06-10 11:59:59")) is first
    assert version_at(versions, local("2026-06-10 12:00")) is second
    assert version_at(versions, local("2020-01-01 00:00")) is first


@pytest.mark.parametrize("minutes", [0, -5, 43_201, 100_000])
def test_a_target_out_of_range_is_refused(minutes: int) -> None:
    with pytest.raises(TargetOutOfRange):
        PolicyVersion(first_minutes=minutes, next_minutes=60, calendar=AlwaysOpen())
    with pytest.raises(TargetOutOfRange):
        PolicyVersion(first_minutes=60, next_minutes=minutes, calendar=AlwaysOpen())


@pytest.mark.parametrize("minutes", [1, 43_200])
def test_the_ends_of_the_range_are_allowed(minutes: int) -> None:
    policy = PolicyVersion(first_minutes=minutes, next_minutes=minutes, calendar=AlwaysOpen())

    assert policy.first_minutes == minutes
