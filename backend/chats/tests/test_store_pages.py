"""Pages of several chats stored together leave the same as each stored alone."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Workspace
from chats.models import Chat, ChatAccount, Message, Reply
from chats.sync.apply import WRITTEN, ChatPage, store_messages, store_pages
from chats.tests.cabinet import Cabinet
from chats.tests.factories import NOW, make_account, make_chat, make_reply
from chats.tests.moving_clock import MovingClock
from connectors.records import Author, RemoteMessage
from sla.models import Obligation
from sla.services.recompute import FACTS

LATER = NOW + timedelta(hours=9)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def said(number: int, minutes: int, *, author: Author = Author.BUYER) -> RemoteMessage:
    at = NOW + timedelta(minutes=minutes)
    return RemoteMessage(id=str(number), chat_id="any", author=author, text=f"№ {number}", sent_at=at)


THREADS = [
    [said(10, 0)],
    [said(20, 0), said(21, 5, author=Author.SELLER)],
    [said(30, 0), said(31, 400, author=Author.SELLER), said(32, 410)],
    [said(40, 0, author=Author.SELLER)],
    [],
    [said(51, 3), said(50, 3), said(52, 1)],
]


def make_chats(account: ChatAccount, **fields: Any) -> list[Chat]:
    return [make_chat(account=account, **fields) for _ in THREADS]


def rows(chats: list[Chat]) -> list[list[Any]]:
    """What is stored of the chats, without our own ids."""
    told = []
    for chat in chats:
        stored = Chat.objects.get(pk=chat.pk)
        named = [getattr(stored, name) for name in WRITTEN if name != "last_message_id"]
        newest = Message.objects.filter(pk=stored.last_message_id or 0).values_list("external_id", flat=True)
        debts = Obligation.objects.filter(chat=chat).order_by("opened_at").values_list("opened_by", *FACTS)
        told.append([named, list(newest), list(debts), list(chat.messages.in_order().values_list("text", flat=True))])
    return told


def test_together_is_as_alone(account: ChatAccount) -> None:
    together, alone = make_chats(account), make_chats(account)

    store_pages([ChatPage(chat.pk, page) for chat, page in zip(together, THREADS, strict=True)], now=LATER)
    for chat, page in zip(alone, THREADS, strict=True):
        store_messages(chat, page, now=LATER)

    assert rows(together) == rows(alone)


def test_the_second_page_of_known_chats_is_as_alone(account: ChatAccount) -> None:
    together, alone = make_chats(account), make_chats(account)
    for chat, page in zip([*together, *alone], [*THREADS, *THREADS], strict=True):
        store_messages(chat, page[:1], now=NOW)

    store_pages([ChatPage(chat.pk, page) for chat, page in zip(together, THREADS, strict=True)], now=LATER)
    for chat, page in zip(alone, THREADS, strict=True):
        store_messages(chat, page, now=LATER)

    assert rows(together) == rows(alone)


def test_an_echo_is_recognised_in_a_chat_that_was_empty(account: ChatAccount) -> None:
    chats = make_chats(account)
    reply = make_reply(
        chat=chats[3], text="№ 40", state=Reply.State.ACCEPTED, left_at=NOW, accepted_at=NOW, echo_after_id=0
    )

    store_pages([ChatPage(chat.pk, page) for chat, page in zip(chats, THREADS, strict=True)], now=LATER)

    reply.refresh_from_db()
    assert reply.state == Reply.State.DELIVERED
    assert reply.message == Message.objects.get(external_id="40")


def test_twenty_short_chats_cost_hardly_more_statements_than_one(
    account: ChatAccount, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pages = [
        ChatPage(make_chat(account=account).pk, [said(100 * number, 0), said(100 * number + 1, 5)])
        for number in range(1, 21)
    ]

    with django_assert_max_num_queries(14):
        store_pages(pages, now=LATER, historic=True)

    assert Message.objects.count() == 40


def test_one_bad_chat_among_those_that_are_imported_together_stops_none(
    workspace: Workspace, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    texts = ["Первый", "Второй", "Негодный", "Четвёртый"]
    chat_ids = [cabinet.buyer_asks(text) for text in texts]

    def fails_for_one(pages: list[ChatPage], **how: Any) -> object:
        if any(message.text == "Негодный" for page in pages for message in page.messages):
            raise ValueError
        return store_pages(pages, **how)

    monkeypatch.setattr("chats.sync.holding.store_pages", fails_for_one)
    cabinet.import_slice()

    stored = [cabinet.chat(chat_id).is_listed for chat_id in chat_ids]
    assert stored == [True, True, False, True]
    assert cabinet.state.import_state == "done"
    assert cabinet.account.sync_runs.get().chats_failed == 1
