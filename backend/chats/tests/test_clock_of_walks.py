"""A long past is read page by page; its clock is derived for the first page and for the last."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.services.clock import refresh_clock
from chats.sync import reading
from chats.sync.reading import Reader
from chats.tests.cabinet import Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.records import Author, Page, RemoteMessage
from sla.obligations import derive
from sla.services.recompute import FACTS

HOURS = 10


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> Cabinet:
    """Ten questions an hour apart, all answered but the last, in pages of four messages."""
    monkeypatch.setattr(reading, "HISTORY_PAGE", 4)
    cabinet = Cabinet.connected(workspace, clock)
    begin = clock.now() - timedelta(days=2)
    chat_id = cabinet.marketplace.open_chat()
    for hour in range(HOURS):
        at = begin + timedelta(hours=hour)
        cabinet.marketplace.write(chat_id, author=Author.BUYER, text=f"Вопрос № {hour}", sent_at=at)
        if hour < HOURS - 1:
            answered_at = at + timedelta(minutes=20)
            cabinet.marketplace.write(chat_id, author=Author.SELLER, text="Да, есть.", sent_at=answered_at)
    return cabinet


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many messages each derivation of the clock went through."""
    derived: list[int] = []

    def remember(messages: Any, **facts: Any) -> Any:
        derived.append(len(messages))
        return derive(messages, **facts)

    monkeypatch.setattr("chats.services.clock.derive", remember)
    return derived


def debts(chat: Chat) -> list[tuple[Any, ...]]:
    return list(chat.obligations.order_by("opened_at").values_list("opened_by", *FACTS))


def is_as_derived_from_the_beginning(cabinet: Cabinet) -> bool:
    chat = Chat.objects.get()
    stored, waiting = debts(chat), chat.waiting_since
    assert len(stored) == HOURS
    refresh_clock(chat, now=cabinet.clock.now())
    return (debts(chat), chat.waiting_since) == (stored, waiting)


def test_pages_in_between_leave_the_clock_to_the_last(cabinet: Cabinet, lengths: list[int]) -> None:
    cabinet.import_slice()

    assert lengths == [4, 2 * HOURS - 1]
    assert is_as_derived_from_the_beginning(cabinet)


def test_after_a_death_in_between_the_rest_of_the_walk_derives_everything(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_at_the_fourth(self: Reader, chat: Chat, *, first_id: str | None) -> Page[RemoteMessage]:
        if Message.objects.count() == 12:
            raise SystemExit
        return before(self, chat, first_id=first_id)

    before = Reader.before
    with monkeypatch.context() as patched:
        patched.setattr(Reader, "before", die_at_the_fourth)
        with pytest.raises(SystemExit):
            cabinet.import_slice()

    cabinet.import_slice()

    assert is_as_derived_from_the_beginning(cabinet)


def test_a_last_page_that_is_empty_derives_what_the_pages_before_it_brought(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_with_an_empty_page(self: Reader, chat: Chat, *, first_id: str | None) -> Page[RemoteMessage]:
        page = before(self, chat, first_id=first_id)
        if page.items and not page.has_more:
            return Page(items=page.items, cursor=page.items[-1].id, has_more=True)
        return page

    before = Reader.before
    monkeypatch.setattr(Reader, "before", end_with_an_empty_page)

    cabinet.import_slice()

    assert is_as_derived_from_the_beginning(cabinet)
