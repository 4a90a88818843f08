"""What was written in old chats goes; what the clock measured stays, and neither sync nor clock undoes it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_workspace
from chats.models import Change, Chat, ChatAccount, Draft, Message, Note, Reply
from chats.services.clock import refresh_clock, refresh_clocks
from chats.services.retention import erase_old_chats
from chats.sync.apply import store_messages
from chats.tasks import slices
from chats.tasks import workspaces as tasks
from chats.tests.factories import NOW, make_account, make_chat, make_message, make_note, make_reply
from chats.tests.reports.conversations import DAY, HOUR, ask
from conftest import Queued
from connectors.records import Author, RemoteMessage
from sla.models import Obligation

OLD = NOW - 60 * DAY


@pytest.fixture(autouse=True)
def _keeps_thirty_days(workspace: Workspace) -> None:
    workspace.retention_days = 30
    workspace.save()


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace, connected_at=NOW - 90 * DAY)


@pytest.fixture
def old_chat(account: ChatAccount) -> Chat:
    return ask(account, at=OLD, answered_after=HOUR)


def remote(number: int, *, at: datetime, author: Author = Author.BUYER) -> RemoteMessage:
    return RemoteMessage(id=str(number), chat_id="any", author=author, text="Здравствуйте!", sent_at=at)


def erase() -> None:
    for _done in erase_old_chats(now=NOW):
        pass


def unerased() -> int:
    return Chat.objects.filter(last_message_id__isnull=False).count()


def measured(chat: Chat) -> list[tuple[object, ...]]:
    rows = Obligation.objects.filter(chat=chat).order_by("opened_at")
    return list(rows.values_list("pk", "state", "opened_at", "answered_at", "reply_seconds"))


def test_what_was_written_goes_and_what_was_measured_stays(old_chat: Chat, agent_member: Membership) -> None:
    make_reply(chat=old_chat, state=Reply.State.DELIVERED)
    make_note(chat=old_chat, author=agent_member)
    Draft.objects.create(member=agent_member, chat=old_chat, text="Здравствуйте! Мы")
    Chat.objects.filter(pk=old_chat.pk).update(buyer_name="Вымышленная Анна")
    before = measured(old_chat)

    erase()

    assert [model.objects.count() for model in (Message, Reply, Note, Draft)] == [0, 0, 0, 0]
    chat = Chat.objects.get(pk=old_chat.pk)
    assert (chat.preview, chat.buyer_name, chat.is_listed) == ("", "", False)
    assert measured(chat) == before
    assert len(before) == 1
    assert Change.objects.filter(kind=Change.Kind.CHAT_UPDATED, chat_id=chat.pk).exists()


def test_the_figures_of_the_reports_do_not_change(owner: APIClient, old_chat: Chat) -> None:
    period = {"from": (OLD - DAY).isoformat(), "to": NOW.isoformat()}
    before = owner.get("/api/v1/reports/response-times", period).json()["total"]

    erase()

    assert owner.get("/api/v1/reports/response-times", period).json()["total"] == before
    assert before["n"] == 1
    assert owner.get("/api/v1/reports/obligations", period).status_code == 200


def test_the_sync_does_not_bring_it_back(old_chat: Chat) -> None:
    erase()

    store_messages(old_chat, [remote(7, at=OLD), remote(8, at=OLD + HOUR, author=Author.SELLER)], now=NOW)

    assert not Message.objects.exists()


def test_a_buyer_who_comes_back_is_answered_as_in_a_new_chat(old_chat: Chat) -> None:
    before = measured(old_chat)
    erase()

    store_messages(old_chat, [remote(7, at=OLD), remote(10**9, at=NOW - HOUR)], now=NOW)

    chat = Chat.objects.get(pk=old_chat.pk)
    assert list(chat.messages.values_list("external_id", flat=True)) == [str(10**9)]
    assert (chat.is_listed, chat.unread_count, chat.waiting_since) == (True, 1, NOW - HOUR)
    assert measured(chat)[:1] == before
    assert Obligation.objects.get(chat=chat, state="open").kind == "first"


def test_deriving_anew_leaves_what_can_no_longer_be_read(old_chat: Chat, account: ChatAccount) -> None:
    other = ask(account, at=NOW - DAY, answered_after=HOUR)
    erase()
    before = measured(old_chat), measured(other)
    chats = list(Chat.objects.select_related("chat_account").order_by("pk"))

    refresh_clocks(chats, now=NOW)
    refresh_clock(Chat.objects.select_related("chat_account").get(pk=old_chat.pk), now=NOW, since=OLD)

    assert (measured(old_chat), measured(other)) == before
    assert Chat.objects.get(pk=old_chat.pk).answered_at == OLD + HOUR


@pytest.mark.parametrize("why", ["young", "on its way", "no retention"])
def test_what_is_still_needed_stays(workspace: Workspace, account: ChatAccount, why: str) -> None:
    if why == "young":
        ask(account, at=NOW - 29 * DAY, answered_after=HOUR)
    else:
        chat = ask(account, at=OLD, answered_after=HOUR)
        if why == "on its way":
            make_reply(chat=chat, state=Reply.State.QUEUED)
    if why == "no retention":
        Workspace.objects.update(retention_days=None)
    count = Message.objects.count()

    erase()

    assert Message.objects.count() == count > 0


def test_what_nobody_answered_is_closed_and_goes_too(account: ChatAccount) -> None:
    chat = ask(account, at=OLD)
    owed = Obligation.objects.get(chat=chat, state="open")

    erase()
    store_messages(chat, [remote(10**9, at=NOW - HOUR)], now=NOW)

    owed.refresh_from_db()
    assert (owed.state, owed.ended_at) == ("closed_unanswered", NOW)
    assert Obligation.objects.get(chat=chat, state="open").opened_at == NOW - HOUR
    assert Message.objects.count() == 1


def test_another_workspace_keeps_its_own(account: ChatAccount, old_chat: Chat, stranger: APIClient) -> None:
    other = Workspace.objects.exclude(pk=account.workspace_id).get()
    kept = make_message(chat=make_chat(workspace=other), at=OLD)

    erase()

    assert list(Message.objects.all()) == [kept]


def test_it_goes_slice_by_slice(account: ChatAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chats.services.retention.CHATS_AT_ONCE", 1)
    for _ in range(2):
        ask(account, at=OLD, answered_after=timedelta(minutes=5))

    left = dict.fromkeys(unerased() for _done in erase_old_chats(now=NOW))

    assert list(left) == [1, 0]


def test_each_slice_looks_at_the_clock_between_workspaces_and_the_next_goes_on_from_there(
    account: ChatAccount, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE_SECONDS", 0.0)
    second, third = make_workspace(), make_workspace()
    Workspace.objects.update(retention_days=30)
    for its in (account, make_account(workspace=second), make_account(workspace=third)):
        ask(its, at=OLD, answered_after=HOUR)

    left: list[int] = []
    asked: list[dict[str, Any]] = []
    while not asked or queued:
        asked.append(queued.pop()[1] if queued else {})
        tasks.erase_old_messages(**asked[-1])
        left.append(unerased())

    done = [0, account.workspace_id, account.workspace_id, second.pk, second.pk, third.pk]
    assert left == [2, 2, 1, 1, 0, 0, 0]
    assert asked == [{}, *({"after": pk} for pk in done)]


def test_a_fault_in_one_workspace_keeps_no_other_from_being_erased(
    account: ChatAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise ValueError

    monkeypatch.setattr("chats.services.retention.close", fail)
    ask(account, at=OLD)
    second = make_workspace()
    Workspace.objects.update(retention_days=30)
    ask(make_account(workspace=second), at=OLD, answered_after=HOUR)

    erase()

    assert Chat.objects.filter(last_message_id__isnull=False).get().workspace_id == account.workspace_id


def test_what_cannot_be_erased_is_not_tried_for_ever(account: ChatAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chats.services.retention.close", lambda **_: None)
    ask(account, at=OLD)
    ask(account, at=OLD, answered_after=HOUR)

    erase()

    assert unerased() == 1
