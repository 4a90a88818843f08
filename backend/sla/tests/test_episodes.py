from sla.facts import Kind, State
from sla.tests.threads import buyer, close, other, owed, seller, undo
from sla.thread import ClockMessage, Moderation


def kinds(*messages: ClockMessage) -> list[Kind]:
    return [debt.kind for debt in owed(*messages)]


def test_fourteen_quiet_days_start_an_episode() -> None:
    answered = (buyer("1 12:00"), seller("1 13:00"))

    assert kinds(*answered, buyer("15 13:00")) == [Kind.FIRST, Kind.FIRST]
    assert kinds(*answered, buyer("15 12:59:59")) == [Kind.FIRST, Kind.NEXT]


def test_quiet_ends_with_a_seller_but_not_with_support_or_a_refused_picture() -> None:
    answered = (buyer("1 12:00"), seller("1 13:00"))

    assert kinds(*answered, seller("8 12:00"), buyer("16 12:00")) == [Kind.FIRST, Kind.NEXT]
    assert kinds(*answered, other("8 12:00"), buyer("16 12:00")) == [Kind.FIRST, Kind.FIRST]
    refused = seller("8 12:00", moderation=Moderation.FAILED)
    assert kinds(*answered, refused, buyer("16 12:00")) == [Kind.FIRST, Kind.FIRST]


def test_a_message_after_quiet_days_adds_to_a_debt_that_is_still_open() -> None:
    [debt] = owed(buyer("1 12:00"), buyer("16 12:00"))

    assert (debt.kind, debt.buyer_messages) == (Kind.FIRST, 2)


def test_a_close_in_our_product_starts_an_episode() -> None:
    answer = seller("12:30")

    debts = owed(buyer("12:00"), answer, buyer("13:00"), actions=[close("12:40", knowing=answer)])

    assert [debt.kind for debt in debts] == [Kind.FIRST, Kind.FIRST]


def test_a_message_unknown_to_the_close_belongs_to_the_new_episode_though_it_is_older() -> None:
    answer = seller("12:30")

    debts = owed(buyer("12:00"), answer, buyer("12:35"), actions=[close("12:40", knowing=answer)])

    assert [debt.kind for debt in debts] == [Kind.FIRST, Kind.FIRST]
    assert debts[1].state is State.OPEN


def test_a_close_that_was_undone_starts_nothing() -> None:
    answer = seller("12:30")

    debts = owed(buyer("12:00"), answer, buyer("13:00"), actions=[close("12:40", knowing=answer), undo("12:45")])

    assert [debt.kind for debt in debts] == [Kind.FIRST, Kind.NEXT]
