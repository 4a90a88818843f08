"""A thread of years is not read from its beginning for every new message."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.selectors.threads import Thread, load_threads
from chats.services import clock
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_chat, make_message
from sla.models import Obligation
from sla.services.recompute import FACTS

HOUR = timedelta(hours=1)
State = Obligation.State


@pytest.fixture
def chat(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """Nine questions an hour apart, each answered half an hour later, in a product that calls this long."""
    monkeypatch.setattr(clock, "LONG_THREAD", 4)
    chat = make_chat(workspace=workspace)
    for hour in range(9):
        write(chat, Message.Author.BUYER, at=NOW + hour * HOUR)
        write(chat, Message.Author.SELLER, at=NOW + (hour + 0.5) * HOUR)
    refresh_clock(chat, now=NOW)
    return chat


def write(chat: Chat, author: str, *, at: datetime) -> Message:
    return make_message(chat=chat, author=author, at=at)


def debts(chat: Chat) -> list[tuple[Any, ...]]:
    return list(chat.obligations.order_by("opened_at").values_list("opened_by", *FACTS))


def debts_from_the_beginning(chat: Chat) -> list[tuple[Any, ...]]:
    refresh_clock(chat, now=NOW)
    return debts(chat)


def test_a_new_message_is_taken_up_at_the_last_settled_opening(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Thread] = []

    def remember(*args: Any, **kwargs: Any) -> dict[int, Thread]:
        threads = load_threads(*args, **kwargs)
        read.extend(threads.values())
        return threads

    monkeypatch.setattr(clock, "load_threads", remember)
    question = write(chat, Message.Author.BUYER, at=NOW + 9 * HOUR)

    refresh_clock(chat, now=NOW, since=question.sent_at)

    assert [len(thread.messages) for thread in read] == [3]
    assert chat.waiting_since == question.sent_at
    assert len(debts(chat)) == 10
    assert debts(chat) == debts_from_the_beginning(chat)


def test_a_message_found_in_the_middle_corrects_all_that_follows(chat: Chat) -> None:
    found = write(chat, Message.Author.BUYER, at=NOW + 4.75 * HOUR)

    refresh_clock(chat, now=NOW, since=found.sent_at)

    assert chat.obligations.get(opened_at=found.sent_at).state == State.MET
    assert debts(chat) == debts_from_the_beginning(chat)


def test_a_message_older_than_all_is_derived_from_the_beginning(chat: Chat) -> None:
    found = write(chat, Message.Author.BUYER, at=NOW - HOUR)

    refresh_clock(chat, now=NOW, since=found.sent_at)

    assert debts(chat)[0][0] == found.external_id
    assert len(debts(chat)) == 9
    assert debts(chat) == debts_from_the_beginning(chat)


def test_the_last_answer_is_remembered_though_it_was_not_read_again(chat: Chat) -> None:
    chat.messages.filter(author=Message.Author.SELLER, sent_at__gt=NOW + 8 * HOUR).delete()
    write(chat, Message.Author.BUYER, at=NOW + 9 * HOUR)

    refresh_clock(chat, now=NOW, since=NOW + 8.5 * HOUR)

    assert chat.waiting_since == NOW + 8 * HOUR
    assert chat.answered_at == NOW + 7.5 * HOUR
