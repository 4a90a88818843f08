"""The clock while pages arrive as they do in life: late, twice, in any order, by two workers at once."""

from datetime import timedelta
from itertools import permutations
from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tests.factories import make_workspace
from chats.models import Chat, Reply
from chats.sync.apply import store_messages
from chats.tests.factories import NOW, make_account, make_chat, make_reply
from connectors.records import Author, RemoteMessage
from sla.models import Obligation
from sla.services.recompute import FACTS

State = Obligation.State


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def said(number: int, minutes: int, *, author: Author = Author.BUYER, text: str = "Здравствуйте!") -> RemoteMessage:
    sent_at = NOW + timedelta(minutes=minutes)
    return RemoteMessage(id=str(number), chat_id="any", author=author, text=text, sent_at=sent_at)


def answered(number: int, minutes: int, *, text: str = "Добрый день!") -> RemoteMessage:
    return said(number, minutes, author=Author.SELLER, text=text)


def debts(chat: Chat) -> list[tuple[object, ...]]:
    return list(chat.obligations.order_by("opened_at").values_list("opened_by", *FACTS))


def states(chat: Chat) -> list[str]:
    return list(chat.obligations.order_by("opened_at").values_list("state", flat=True))


def test_an_answer_from_the_cabinet_found_after_the_breach_was_in_time(chat: Chat) -> None:
    due = NOW + timedelta(minutes=240)
    store_messages(chat, [said(10, 0)], now=NOW)
    assert list(Chat.objects.late(due + timedelta(minutes=1))) == [chat]

    store_messages(chat, [answered(20, 239)], now=due + timedelta(minutes=10))

    assert states(chat) == [State.MET]
    assert not Chat.objects.late(due + timedelta(minutes=10)).exists()
    assert Chat.objects.get().answered_at == NOW + timedelta(minutes=239)


def test_pages_in_any_order_owe_the_same(workspace: Workspace) -> None:
    pages = (
        [said(10, 0), answered(20, 30)],
        [said(30, 40), said(40, 50)],
        [answered(50, 300), said(60, 310)],
    )
    account = make_account(workspace=workspace)
    found = []

    for order in permutations(pages):
        chat = make_chat(account=account)
        for page in order:
            store_messages(chat, page, now=NOW)
        store_messages(chat, order[0], now=NOW)
        found.append(debts(chat))

    assert all(owed == found[0] for owed in found)
    assert [owed[3] for owed in found[0]] == [State.MET, State.MET_LATE, State.OPEN]


def test_our_reply_answers_when_accepted_and_its_echo_says_when(chat: Chat) -> None:
    store_messages(chat, [said(10, 0)], now=NOW)
    accepted_at = NOW + timedelta(minutes=5)
    reply = make_reply(
        chat=chat,
        text="Да, подойдёт.",
        state=Reply.State.ACCEPTED,
        accepted_at=accepted_at,
        left_at=accepted_at,
        echo_after_id=chat.messages.get().pk,
    )
    reply.attempts.create(number=1, started_at=accepted_at, outcome="accepted")

    stored = store_messages(chat, [answered(20, 6, text="Да, подойдёт.")], now=NOW + timedelta(minutes=7))

    debt = chat.obligations.get()
    assert Reply.objects.get().message == stored.created[0]
    assert (debt.state, debt.answer_is_provisional) == (State.MET, False)
    assert debt.answered_at == NOW + timedelta(minutes=6)


def test_what_an_automatic_message_or_the_support_says_is_no_answer(chat: Chat) -> None:
    others = [Author.AUTOMATIC, Author.SUPPORT, Author.COURIER, Author.NOTIFICATION, Author.OTHER]
    page = [said(20 + place, 1 + place, author=author) for place, author in enumerate(others)]

    store_messages(chat, [said(10, 0), *page], now=NOW)

    assert states(chat) == [State.OPEN]


def test_imported_history_waits_but_is_historic(workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=NOW)
    chat = make_chat(account=account)

    store_messages(chat, [said(10, -120), answered(20, -60), said(30, -30)], now=NOW, historic=True)

    assert list(chat.obligations.order_by("pk").values_list("is_historic", flat=True)) == [True, True]
    assert Chat.objects.get().waiting_since == NOW - timedelta(minutes=30)
    assert Chat.objects.get().unread_count == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_open_debt() -> None:
    chat = make_chat(workspace=make_workspace())
    pages = ([said(10, 0), said(20, 10)], [said(20, 10), said(30, 20)])
    start = Barrier(2)
    failures: list[BaseException] = []

    def store(page: list[RemoteMessage]) -> None:
        try:
            start.wait(timeout=10)
            store_messages(chat.pk, page, now=NOW)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    workers = [Thread(target=store, args=(page,)) for page in pages]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)

    debt = chat.obligations.get()
    assert failures == []
    assert (debt.state, debt.opened_by, debt.buyer_messages) == (State.OPEN, "10", 3)
