"""What the comparison after a storm expects to be unread."""

from datetime import UTC, datetime, timedelta

from chats.tests.faults.comparison import unread_places
from chats.tests.faults.people import Reading

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FIRST, SECOND, THIRD = ((START + timedelta(minutes=number), number) for number in (1, 2, 3))


def test_what_is_read_is_not_unread() -> None:
    assert unread_places([(1, FIRST), (2, SECOND), (3, THIRD)], [Reading(SECOND, known=2)]) == [THIRD]


def test_what_comes_to_light_below_is_unread_with_all_above_it() -> None:
    came = [(1, FIRST), (2, THIRD), (3, SECOND)]

    assert unread_places(came, [Reading(THIRD, known=2)]) == [THIRD, SECOND]
    assert unread_places(came, [Reading(THIRD, known=3)]) == []
    assert unread_places(came, [Reading(THIRD, known=2), Reading(THIRD, known=3)]) == []
