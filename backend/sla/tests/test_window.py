from dataclasses import replace
from datetime import timedelta

import pytest

from sla.deadline import PolicyVersion
from sla.facts import State
from sla.tests.calendars import calendar
from sla.tests.threads import ESTIMATED_WINDOW, KNOWN_WINDOW, NO_WINDOW, at, buyer, owed, seller, waive
from sla.window import ReplyWindow, nearer_deadline, reply_window

REFUSED_AT_NOON = replace(ESTIMATED_WINDOW, refusals=(at("2 12:00"),))


def test_a_known_window_that_is_over_loses_the_debt_at_its_end() -> None:
    question = buyer("1 12:00")

    [open_still] = owed(question, window=KNOWN_WINDOW, now=at("3 11:59:59"))
    [lost] = owed(question, window=KNOWN_WINDOW, now=at("3 12:00"))

    assert open_still.state is State.OPEN
    assert (lost.state, lost.ended_at) == (State.LOST, at("3 12:00"))


def test_an_estimated_window_never_loses_by_itself() -> None:
    [debt] = owed(buyer("1 12:00"), window=ESTIMATED_WINDOW, now=at("20 12:00"))

    assert debt.state is State.OPEN


def test_each_buyer_message_moves_the_window() -> None:
    thread = (buyer("1 12:00"), buyer("2 12:00"))

    assert owed(*thread, window=KNOWN_WINDOW, now=at("4 11:59"))[0].state is State.OPEN
    assert owed(*thread, window=KNOWN_WINDOW, now=at("4 12:00"))[0].ended_at == at("4 12:00")


def test_after_a_loss_the_buyer_opens_anew() -> None:
    lost, opened = owed(buyer("1 12:00"), buyer("3 12:00"), window=KNOWN_WINDOW, now=at("3 13:00"))

    assert (lost.state, lost.ended_at) == (State.LOST, at("3 12:00"))
    assert (opened.state, opened.opened_at) == (State.OPEN, at("3 12:00"))


def test_an_answer_that_was_taken_revives_a_lost_debt() -> None:
    [debt] = owed(buyer("1 12:00"), seller("3 15:00"), window=KNOWN_WINDOW)

    assert (debt.state, debt.answered_at, debt.ended_at) == (State.MET_LATE, at("3 15:00"), at("3 15:00"))


def test_an_answer_after_the_next_buyer_message_does_not_revive() -> None:
    lost, met = owed(buyer("1 12:00"), buyer("4 12:00"), seller("4 13:00"), window=KNOWN_WINDOW)

    assert (lost.state, met.state) == (State.LOST, State.MET)


def test_a_lost_debt_cannot_be_waived() -> None:
    question = buyer("1 12:00")

    [debt] = owed(question, window=KNOWN_WINDOW, actions=[waive("5 12:00", knowing=question)])

    assert debt.state is State.LOST


def test_a_delivered_order_keeps_the_window_open_longer() -> None:
    window = replace(KNOWN_WINDOW, order_until=at("10 12:00"))

    [debt] = owed(buyer("1 12:00"), window=window, now=at("9 12:00"))

    assert debt.state is State.OPEN


def test_a_refusal_for_the_window_loses_what_is_open() -> None:
    [lost] = owed(buyer("1 12:00"), window=REFUSED_AT_NOON)

    assert (lost.state, lost.ended_at) == (State.LOST, at("2 12:00"))


def test_a_refusal_stays_known_after_the_buyer_has_written_again() -> None:
    lost, opened = owed(buyer("1 12:00"), buyer("2 13:00"), window=REFUSED_AT_NOON)

    assert (lost.state, lost.ended_at) == (State.LOST, at("2 12:00"))
    assert opened.state is State.OPEN


def test_a_refusal_with_nothing_owed_does_nothing() -> None:
    met, opened = owed(buyer("1 12:00"), seller("1 13:00"), buyer("2 13:00"), window=REFUSED_AT_NOON)

    assert (met.state, opened.state) == (State.MET, State.OPEN)


@pytest.mark.parametrize(
    ("last_buyer", "expected"),
    [
        (None, ReplyWindow(None, is_estimate=True)),
        ("1 12:00", ReplyWindow(at("2 12:00"), is_estimate=False)),
        ("2 13:00", ReplyWindow(at("4 13:00"), is_estimate=True)),
    ],
)
def test_a_refusal_ends_the_window_until_the_buyer_writes_again(last_buyer: str | None, expected: ReplyWindow) -> None:
    window = reply_window(REFUSED_AT_NOON, last_buyer_at=at(last_buyer) if last_buyer else None)

    assert window == expected


def test_a_refusal_after_the_end_by_the_rule_moves_nothing() -> None:
    late = replace(KNOWN_WINDOW, refusals=(at("5 12:00"),))

    assert reply_window(late, last_buyer_at=at("1 12:00")) == ReplyWindow(at("3 12:00"), is_estimate=False)


def test_a_marketplace_without_a_window_has_none() -> None:
    assert reply_window(NO_WINDOW, last_buyer_at=at("1 12:00")).closes_at is None


ESTIMATED = ReplyWindow(at("3 12:00"), is_estimate=True)


@pytest.mark.parametrize(
    ("due", "now", "expected"),
    [
        ("2 12:00", "1 12:00", "2 12:00"),
        ("4 12:00", "1 12:00", "3 12:00"),
        ("4 12:00", "3 12:00", "4 12:00"),
    ],
)
def test_the_nearer_end_counts_until_an_estimate_has_passed(due: str, now: str, expected: str) -> None:
    assert nearer_deadline(due_at=at(due), window=ESTIMATED, now=at(now)) == at(expected)


def test_without_a_debt_there_is_no_deadline() -> None:
    assert nearer_deadline(due_at=None, window=ESTIMATED, now=at("1 12:00")) is None
    no_window = ReplyWindow(None, is_estimate=True)
    assert nearer_deadline(due_at=at("1 12:00"), window=no_window, now=at("1 11:00")) == at("1 12:00")


def test_a_weekend_debt_can_be_lost_before_it_is_due() -> None:
    office = PolicyVersion(240, 240, calendar("09:00–18:00"))

    [debt] = owed(buyer("5 18:30"), versions=(office,), window=KNOWN_WINDOW, now=at("8 05:00"))

    assert debt.state is State.LOST
    assert debt.ended_at is not None
    assert debt.ended_at == at("5 18:30") + timedelta(hours=48) < debt.due_at
