"""What the granted spans of time let a workspace do, and how long a month is."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.access import Access, AccessState
from billing.access import Grant, access_at, granted_until, last_end
from billing.periods import month_later

DAY = timedelta(days=1)
BEGIN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
TRIAL = Grant(AccessState.TRIAL, BEGIN, BEGIN + 14 * DAY)
PAID = Grant(AccessState.ACTIVE, BEGIN + 14 * DAY, BEGIN + 44 * DAY)
PILOT = Grant(AccessState.PILOT, BEGIN + 10 * DAY, BEGIN + 40 * DAY)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("grants", "after", "state", "until"),
    [
        ([], timedelta(), "trial", None),
        ([TRIAL], timedelta(), "trial", 14 * DAY),
        ([TRIAL], 14 * DAY - TICK, "trial", 14 * DAY),
        ([TRIAL], 14 * DAY, "grace", 17 * DAY),
        ([TRIAL], 17 * DAY - TICK, "grace", 17 * DAY),
        ([TRIAL], 17 * DAY, "read_only", 47 * DAY),
        ([TRIAL], 47 * DAY, "stopped", None),
        ([TRIAL], 4000 * DAY, "stopped", None),
        ([TRIAL, PAID], 13 * DAY, "trial", 14 * DAY),
        ([TRIAL, PAID], 14 * DAY, "active", 44 * DAY),
        ([TRIAL, PAID], 44 * DAY, "grace", 47 * DAY),
        ([TRIAL, PILOT], 12 * DAY, "pilot", 40 * DAY),
        ([TRIAL, PILOT, PAID], 39 * DAY, "active", 44 * DAY),
        ([PILOT], 9 * DAY, "trial", None),
        ([PILOT], 40 * DAY, "grace", 43 * DAY),
    ],
)
def test_a_workspace_may_work_as_long_as_something_grants_it(
    grants: list[Grant], after: timedelta, state: str, until: timedelta | None
) -> None:
    access = access_at(grants, BEGIN + after)

    assert access == Access(AccessState(state), None if until is None else BEGIN + until)
    assert access.can_send == (state in {"trial", "pilot", "active", "grace"})
    assert access.can_sync == (state != "stopped")


@pytest.mark.parametrize(
    ("after", "expected"), [(3 * DAY, 44 * DAY), (20 * DAY, 44 * DAY), (45 * DAY, 45 * DAY), (60 * DAY, 60 * DAY)]
)
def test_a_paid_month_begins_where_what_is_granted_ends(after: timedelta, expected: timedelta) -> None:
    assert granted_until([TRIAL, PAID], BEGIN + after) == BEGIN + expected


def test_a_paid_month_begins_after_the_pilot_that_follows_the_trial() -> None:
    assert granted_until([TRIAL, PILOT], BEGIN + 5 * DAY) == BEGIN + 40 * DAY


@pytest.mark.parametrize(("after", "expected"), [(0 * DAY, 40 * DAY), (41 * DAY, 40 * DAY), (-1 * DAY, None)])
def test_the_last_end_is_that_of_all_that_follows_without_a_gap(after: timedelta, expected: timedelta | None) -> None:
    assert last_end([TRIAL, PILOT], BEGIN + after) == (None if expected is None else BEGIN + expected)


@pytest.mark.parametrize(
    ("start", "anchor", "end"),
    [
        ("2026-11-26T10:00+03:00", 26, "2026-12-26T10:00+03:00"),
        ("2026-12-31T10:00+03:00", 31, "2027-01-31T10:00+03:00"),
        ("2027-01-31T10:00+03:00", 31, "2027-02-28T10:00+03:00"),
        ("2027-02-28T10:00+03:00", 31, "2027-03-31T10:00+03:00"),
        ("2028-01-30T10:00+03:00", 30, "2028-02-29T10:00+03:00"),
        ("2026-10-31T22:30+00:00", 1, "2026-12-01T01:30+03:00"),
    ],
)
def test_a_month_is_a_calendar_month_in_moscow(start: str, anchor: int, end: str) -> None:
    assert month_later(datetime.fromisoformat(start), anchor_day=anchor) == datetime.fromisoformat(end)
