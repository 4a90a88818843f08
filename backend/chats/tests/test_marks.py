from datetime import timedelta

import pytest

from chats.models import Chat
from chats.sync.marks import ends_below_mark, give_up, has_history, is_ahead, later, needs_reading, settle
from connectors.testing.clock import START

MINUTE = timedelta(minutes=1)
BIG, BIGGER = "9999999999999999999", "10000000000000000000"


def chat_with(*, mark: str = "", last: str = "", misses: int = 0, complete: bool = True) -> Chat:
    return Chat(change_mark=mark, last_external_id=last, mark_misses=misses, history_is_complete=complete)


@pytest.mark.parametrize(
    ("mark", "known", "expected"),
    [
        (BIGGER, BIG, True),
        (BIG, BIGGER, False),
        ("5", "5", False),
        ("5", "", True),
        ("b", "a", True),
        ("a", "a", False),
    ],
)
def test_marks_are_compared_as_integers(mark: str, known: str, expected: bool) -> None:
    assert is_ahead(mark, of=known) is expected


def test_the_later_of_two_marks_is_the_greater_number() -> None:
    assert later(BIG, BIGGER) == later(BIGGER, BIG) == BIGGER


@pytest.mark.parametrize(("mark", "expected"), [(None, False), ("", False), ("0", False), ("1", True)])
def test_an_empty_chat_has_no_history(mark: str | None, expected: bool) -> None:
    assert has_history(mark) is expected


@pytest.mark.parametrize(
    ("chat", "mark", "expected"),
    [
        (None, "7", True),
        (chat_with(mark="7", last="7"), "7", False),
        (chat_with(mark="7", last="7"), "8", True),
        (chat_with(mark="7", last="9"), "8", False),
        (chat_with(mark="9", last="7"), "9", False),
        (chat_with(mark="7", last="7", complete=False), "7", True),
        (chat_with(mark="time-1", last="7"), "time-2", True),
        (chat_with(mark="time-1", last="7"), "time-1", False),
    ],
)
def test_a_history_is_read_only_when_it_may_hold_news(chat: Chat | None, mark: str, expected: bool) -> None:
    assert needs_reading(chat, mark) is expected


def test_a_mark_ahead_of_the_history_is_tried_three_times_more_and_then_accepted() -> None:
    chat = chat_with(mark="7", last="7")

    marks = []
    for minute in range(4):
        settle(chat, "9", now=START + minute * MINUTE)
        marks.append(chat.change_mark)

    assert marks == ["7", "7", "7", "9"]
    assert chat.mark_misses == 0


@pytest.mark.parametrize("early", [timedelta(seconds=5), timedelta(seconds=45)])
def test_a_mark_is_not_accepted_by_reads_in_quick_succession(early: timedelta) -> None:
    chat = chat_with(mark="7", last="7")

    for number in range(5):
        settle(chat, "9", now=START + number * early / 5)

    assert (chat.change_mark, chat.mark_misses) == ("7", 1)


@pytest.mark.parametrize(
    ("mark", "last", "expected"),
    [
        ("9", "7", True),
        ("9", "", True),
        ("9", "9", False),
        (BIG, BIGGER, False),
        ("", "7", False),
        ("0", "", False),
        ("9", "m-7", False),
        ("time-1", "7", False),
    ],
)
def test_a_history_ends_below_its_mark(mark: str, last: str, expected: bool) -> None:
    assert ends_below_mark(chat_with(mark=mark, last=last)) is expected


def test_a_history_ahead_of_the_list_moves_the_mark_along() -> None:
    chat = chat_with(mark="7", last="9", misses=2)

    settle(chat, "8", now=START)

    assert (chat.change_mark, chat.mark_misses) == ("9", 0)


def test_a_read_without_a_mark_never_moves_it_back() -> None:
    chat = chat_with(mark="9", last="8")

    settle(chat, None, now=START)

    assert chat.change_mark == "9"


def test_a_mark_that_is_no_number_is_taken_as_it_is() -> None:
    chat = chat_with(mark="time-1", last="8")

    settle(chat, "time-2", now=START)
    settle(chat, None, now=START)

    assert chat.change_mark == "time-2"


def test_a_chat_that_is_not_shown_is_left_alone_after_some_tries() -> None:
    chat = chat_with(complete=False)

    for _ in range(4):
        give_up(chat, "5", now=START)

    assert not needs_reading(chat, "5")
    assert needs_reading(chat, "6")
