from sla.facts import Kind, State
from sla.tests.threads import accepted, at, buyer, close, marketplace_close, owed, reopen, seller, undo, waive


def test_a_waived_debt_ends_and_the_next_message_opens_anew() -> None:
    thanks = buyer("12:00")

    waived, opened = owed(thanks, buyer("14:00"), actions=[waive("12:10", knowing=thanks)])

    assert (waived.state, waived.ended_at, waived.buyer_messages) == (State.WAIVED, at("12:10"), 1)
    assert (opened.state, opened.opened_at, opened.kind) == (State.OPEN, at("14:00"), Kind.NEXT)


def test_a_closed_chat_leaves_its_debt_unanswered_and_the_buyer_starts_an_episode() -> None:
    question = buyer("12:00")

    closed, opened = owed(question, buyer("14:00"), actions=[close("12:10", knowing=question)])

    assert (closed.state, closed.ended_at) == (State.CLOSED_UNANSWERED, at("12:10"))
    assert (opened.state, opened.kind) == (State.OPEN, Kind.FIRST)


def test_a_message_unknown_to_the_person_opens_its_own_debt_though_it_is_older() -> None:
    known, unknown = buyer("12:00"), buyer("12:05")

    waived, opened = owed(known, unknown, actions=[waive("12:10", knowing=known)])

    assert (waived.state, waived.buyer_messages) == (State.WAIVED, 1)
    assert (opened.state, opened.opened_by, opened.opened_at) == (State.OPEN, unknown.id, at("12:05"))


def test_an_earlier_message_found_later_is_covered() -> None:
    known = buyer("12:00")

    [waived] = owed(buyer("11:00"), known, actions=[waive("12:10", knowing=known)])

    assert (waived.state, waived.opened_at) == (State.WAIVED, at("11:00"))


def test_an_answer_dated_before_the_waive_wins_whenever_it_is_found() -> None:
    question = buyer("12:00")

    for answer in ("12:05", "12:10"):
        [debt] = owed(question, seller(answer), actions=[waive("12:10", knowing=question)])
        assert (debt.state, debt.answered_at) == (State.MET, at(answer))


def test_an_answer_after_the_waive_changes_nothing() -> None:
    question = buyer("12:00")

    [debt] = owed(question, seller("12:30"), actions=[waive("12:10", knowing=question)])

    assert (debt.state, debt.answered_at) == (State.WAIVED, None)


def test_an_answer_written_before_the_close_wins_though_it_reached_the_buyer_after_it() -> None:
    question = buyer("12:00")
    closed = close("12:10", knowing=question)

    [on_its_way] = owed(question, replies=[accepted("12:11", written="12:09")], actions=[closed])
    [shown] = owed(question, seller("12:12", written="12:09"), actions=[closed])
    [late] = owed(question, seller("16:30", written="12:10"), actions=[closed])

    assert (on_its_way.state, on_its_way.answered_at) == (State.MET, at("12:11"))
    assert (shown.state, shown.answered_at, shown.ended_at) == (State.MET, at("12:12"), at("12:12"))
    assert (late.state, late.answered_at) == (State.MET_LATE, at("16:30"))


def test_an_answer_written_after_the_close_does_not_undo_it() -> None:
    question = buyer("12:00")

    [debt] = owed(question, seller("12:12", written="12:11"), actions=[close("12:10", knowing=question)])

    assert (debt.state, debt.answered_at) == (State.CLOSED_UNANSWERED, None)


def test_a_question_between_the_close_and_the_answer_on_its_way_is_a_debt_of_its_own() -> None:
    question = buyer("12:00")
    thread = (question, buyer("12:11"), seller("12:12", written="12:09"))

    first, second = owed(*thread, actions=[close("12:10", knowing=question)])

    assert (first.state, first.buyer_messages, first.answered_at) == (State.MET, 1, at("12:12"))
    assert (second.state, second.opened_at, second.answered_at) == (State.MET, at("12:11"), at("12:12"))


def test_a_waive_with_nothing_owed_does_nothing() -> None:
    answer = seller("12:30")

    debts = owed(buyer("12:00"), answer, buyer("13:00"), actions=[waive("12:40", knowing=answer)])

    assert [debt.state for debt in debts] == [State.MET, State.OPEN]


def test_an_undo_within_ten_minutes_restores_the_debt_and_merges_what_came_between() -> None:
    question = buyer("12:00")

    [debt] = owed(question, buyer("12:15"), actions=[waive("12:10", knowing=question), undo("12:20")])

    assert (debt.state, debt.opened_at, debt.due_at, debt.buyer_messages) == (State.OPEN, at("12:00"), at("16:00"), 2)


def test_an_undo_after_ten_minutes_and_a_reopening_restore_nothing() -> None:
    question = buyer("12:00")
    closed = close("12:10", knowing=question)

    for action in (undo("12:20:01"), reopen("12:11")):
        [debt] = owed(question, actions=[closed, action])
        assert debt.state is State.CLOSED_UNANSWERED


def test_an_undo_takes_back_the_latest_action_only() -> None:
    question, more = buyer("12:00"), buyer("12:05")

    first, second = owed(
        question, more, actions=[waive("12:04", knowing=question), waive("12:06", knowing=more), undo("12:07")]
    )

    assert (first.state, second.state) == (State.WAIVED, State.OPEN)


def test_a_chat_closed_by_the_marketplace_is_lost_and_an_answer_revives_it() -> None:
    question = buyer("12:00")

    [lost] = owed(question, actions=[marketplace_close("13:00")])
    [revived] = owed(question, seller("13:30"), actions=[marketplace_close("13:00")])

    assert (lost.state, lost.ended_at) == (State.LOST, at("13:00"))
    assert (revived.state, revived.answered_at) == (State.MET, at("13:30"))


def test_a_message_found_later_is_covered_by_the_close_of_the_marketplace() -> None:
    [lost] = owed(buyer("12:00"), buyer("12:59"), actions=[marketplace_close("13:00")])

    assert (lost.state, lost.buyer_messages) == (State.LOST, 2)


def test_a_close_of_the_marketplace_starts_no_episode() -> None:
    debts = owed(buyer("12:00"), buyer("14:00"), actions=[marketplace_close("13:00")])

    assert [(debt.state, debt.kind) for debt in debts] == [(State.LOST, Kind.FIRST), (State.OPEN, Kind.NEXT)]
