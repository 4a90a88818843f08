"""Which version measures an obligation: the one of its opening, or of a recompute that found it open."""

from datetime import datetime

import pytest

from sla.calendar import AlwaysOpen
from sla.deadline import PolicyVersion
from sla.facts import State
from sla.tests.threads import at, buyer, owed, seller, undo, waive
from sla.timeline import Timeline

SLOW = PolicyVersion(first_minutes=240, next_minutes=240, calendar=AlwaysOpen(), id=1)
QUICK = PolicyVersion(first_minutes=30, next_minutes=30, calendar=AlwaysOpen(), in_force_from=at("14:00"), id=2)
EDITED = Timeline((SLOW, QUICK), recomputed_at=(at("15:00"),))


@pytest.mark.parametrize(
    ("opened_at", "ended_at", "version"),
    [
        pytest.param(at("13:00"), at("14:30"), SLOW, id="ended before the recompute"),
        pytest.param(at("13:00"), at("15:00"), SLOW, id="ended at the moment of the recompute"),
        pytest.param(at("13:00"), at("16:00"), QUICK, id="open at the recompute, ended later"),
        pytest.param(at("13:00"), None, QUICK, id="still open"),
        pytest.param(at("15:00"), None, QUICK, id="opened at the very moment"),
        pytest.param(at("14:00"), at("14:10"), QUICK, id="opened when the new version came into force"),
    ],
)
def test_a_recompute_reaches_what_was_open(
    opened_at: datetime, ended_at: datetime | None, version: PolicyVersion
) -> None:
    assert EDITED.policy_for(opened_at=opened_at, ended_at=ended_at) is version


def test_an_open_debt_takes_over_the_targets_of_the_recompute() -> None:
    [before] = owed(buyer("13:00"), versions=(SLOW, QUICK))
    [after] = owed(buyer("13:00"), versions=(SLOW, QUICK), recomputed_at=(at("15:00"),))

    assert (before.due_at, before.policy_version_id) == (at("17:00"), 1)
    assert (after.due_at, after.policy_version_id) == (at("13:30"), 2)


def test_an_answer_found_later_but_given_before_the_recompute_is_measured_by_the_old_targets() -> None:
    [debt] = owed(buyer("13:00"), seller("14:45"), versions=(SLOW, QUICK), recomputed_at=(at("15:00"),))

    assert (debt.state, debt.policy_version_id) == (State.MET, 1)


def test_a_debt_that_was_waived_at_the_recompute_and_restored_counts_as_open() -> None:
    question = buyer("13:00")

    [debt] = owed(
        question,
        actions=[waive("14:58", knowing=question), undo("15:05")],
        versions=(SLOW, QUICK),
        recomputed_at=(at("15:00"),),
    )

    assert (debt.state, debt.policy_version_id) == (State.OPEN, 2)
