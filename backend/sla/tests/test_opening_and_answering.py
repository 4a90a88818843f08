from datetime import timedelta

import pytest

from sla.calendar import AlwaysOpen
from sla.deadline import PolicyVersion
from sla.facts import Kind, State
from sla.tests.threads import accepted, at, buyer, other, owed, seller
from sla.thread import ClockMessage, Moderation


def test_the_oldest_unanswered_message_opens_and_later_ones_only_add() -> None:
    first = buyer("12:00")

    [debt] = owed(first, buyer("12:20"), buyer("14:00"))

    assert debt.state is State.OPEN
    assert (debt.opened_by, debt.opened_at, debt.buyer_messages) == (first.id, at("12:00"), 3)
    assert (debt.warn_at, debt.due_at) == (at("15:00"), at("16:00"))
    assert debt.answered_at is debt.ended_at is None


def test_three_messages_are_closed_by_one_answer() -> None:
    [debt] = owed(buyer("12:00"), buyer("12:20"), buyer("14:00"), seller("15:59"), seller("16:30"))

    assert debt.state is State.MET
    assert debt.answered_at == debt.ended_at == at("15:59")


@pytest.mark.parametrize(
    ("answer", "state"), [("16:00", State.MET), ("16:00:00.000001", State.MET_LATE), ("23:00", State.MET_LATE)]
)
def test_an_answer_at_the_due_instant_is_in_time(answer: str, state: State) -> None:
    [debt] = owed(buyer("12:00"), seller(answer))

    assert debt.state is state


def test_after_an_answer_the_buyer_opens_the_next_one() -> None:
    first, second = owed(buyer("12:00"), seller("12:30"), buyer("13:00"))

    assert (first.kind, second.kind) == (Kind.FIRST, Kind.NEXT)
    assert (second.state, second.opened_at) == (State.OPEN, at("13:00"))


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(other("12:30"), id="support, courier, mailing"),
        pytest.param(seller("12:30", is_automatic=True), id="automatic"),
        pytest.param(seller("12:30", moderation=Moderation.FAILED), id="a picture that was refused"),
        pytest.param(seller("11:59"), id="written before the buyer"),
    ],
)
def test_what_is_no_answer_closes_nothing(message: ClockMessage) -> None:
    [debt] = owed(buyer("12:00"), message)

    assert debt.state is State.OPEN


def test_what_is_not_the_buyer_opens_nothing() -> None:
    assert owed(seller("12:00"), other("12:10"), seller("12:20")) == []


def test_a_thread_that_begins_in_the_middle_of_a_conversation_owes_only_what_it_shows() -> None:
    [debt] = owed(seller("12:00"), buyer("12:30"), seller("13:00"))

    assert (debt.state, debt.kind) == (State.MET, Kind.FIRST)


def test_at_the_same_instant_the_ids_decide_as_integers() -> None:
    question = buyer("12:00", number=9_999_999_999_999_999_999)

    [answered] = owed(question, seller("12:00", number=10_000_000_000_000_000_000))
    [waiting] = owed(question, seller("12:00", number=9_999_999_999_999_999_998))

    assert answered.state is State.MET
    assert waiting.state is State.OPEN


def test_a_picture_in_moderation_answers_provisionally() -> None:
    [debt] = owed(buyer("12:00"), seller("12:30", moderation=Moderation.PENDING))

    assert (debt.state, debt.answer_is_provisional) == (State.MET, True)


def test_an_accepted_reply_answers_provisionally_until_it_is_in_the_history() -> None:
    question = buyer("12:00")

    [provisional] = owed(question, replies=[accepted("15:59")])
    [confirmed] = owed(question, seller("16:01", is_ours=True))

    assert (provisional.state, provisional.answered_at) == (State.MET, at("15:59"))
    assert provisional.answer_is_provisional
    assert (confirmed.state, confirmed.answered_at) == (State.MET_LATE, at("16:01"))
    assert not confirmed.answer_is_provisional


def test_a_provisional_answer_is_not_before_the_message_it_answers() -> None:
    question = buyer("12:00:05")

    [debt] = owed(question, replies=[accepted("12:00:02", known=question)])

    assert (debt.state, debt.answered_at) == (State.MET, at("12:00:05"))


def test_replies_of_other_programs_within_thirty_seconds_are_automatic_where_that_is_set() -> None:
    half_a_minute = timedelta(seconds=30)
    question = buyer("12:00")

    def state(answer: ClockMessage, *, within: timedelta | None = half_a_minute) -> State:
        return owed(question, answer, automatic_within=within)[0].state

    assert state(seller("12:00:30")) is State.OPEN
    assert state(seller("12:00:31")) is State.MET
    assert state(seller("12:00:10", is_ours=True)) is State.MET
    assert state(seller("12:00:10"), within=None) is State.MET


def test_thirty_seconds_count_from_the_latest_buyer_message() -> None:
    [debt] = owed(buyer("12:00"), buyer("12:10"), seller("12:10:20"), automatic_within=timedelta(seconds=30))

    assert (debt.state, debt.opened_at) == (State.OPEN, at("12:00"))


def test_an_obligation_opened_by_imported_history_is_historic() -> None:
    old, new = owed(buyer("12:00", is_historic=True), seller("12:30"), buyer("13:00"))

    assert (old.is_historic, new.is_historic) == (True, False)


def test_a_policy_edited_in_the_meantime_touches_what_is_opened_later() -> None:
    versions = (
        PolicyVersion(60, 60, AlwaysOpen()),
        PolicyVersion(30, 10, AlwaysOpen(), in_force_from=at("13:00")),
    )

    debts = owed(buyer("12:59"), seller("13:30"), buyer("13:40"), versions=versions)

    assert [debt.target_minutes for debt in debts] == [60, 10]
    assert [debt.due_at for debt in debts] == [at("13:59"), at("13:50")]
