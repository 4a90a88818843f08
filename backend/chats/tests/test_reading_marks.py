from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Change, Chat, ChatAccount, Message
from chats.sync.marketplace_marks import tell_read
from chats.tests.factories import NOW, connect_to, make_chat, make_message
from conftest import Queued
from connectors.errors import RateLimited, Rejected, TemporaryFailure
from connectors.records import Author
from connectors.testing.fake_marketplace import FakeMarketplace


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def read(client: APIClient, chat: Chat, message: Message | None = None) -> Any:
    response = client.post(f"/api/v1/chats/{chat.pk}/read", {"last_message_id": str(message.pk)} if message else {})
    assert response.status_code == 200, response.json()
    return response.json()["unread_count"]


def unread_ids(client: APIClient, chat: Chat) -> list[str]:
    thread = client.get(f"/api/v1/chats/{chat.pk}/messages").json()["results"]
    return [message["id"] for message in thread if message["unread"]]


def test_reading_up_to_a_message_leaves_the_later_ones_unread(agent: APIClient, chat: Chat) -> None:
    first, second, third = (make_message(chat=chat, at=NOW + timedelta(minutes=minute)) for minute in (0, 1, 1))

    assert read(agent, chat, second) == 1
    assert unread_ids(agent, chat) == [str(third.pk)]
    assert read(agent, chat) == 0
    assert agent.get(f"/api/v1/chats/{chat.pk}").json()["unread_count"] == 0
    assert first.pk < second.pk


def test_the_mark_never_moves_back(agent: APIClient, chat: Chat) -> None:
    first = make_message(chat=chat)
    make_message(chat=chat, at=NOW + timedelta(minutes=1))
    read(agent, chat)

    assert read(agent, chat, first) == 0


def unread(client: APIClient, chat: Chat) -> Any:
    return client.post(f"/api/v1/chats/{chat.pk}/unread")


def test_a_chat_is_put_back_to_its_newest_question(agent: APIClient, chat: Chat) -> None:
    make_message(chat=chat)
    asked = make_message(chat=chat, at=NOW + timedelta(minutes=1))
    make_message(chat=chat, at=NOW + timedelta(minutes=2), author=Message.Author.SELLER)
    read(agent, chat)
    Change.objects.all().delete()

    answers = [unread(agent, chat).json() for _ in range(2)]

    assert answers == [{"unread_count": 1}] * 2
    assert unread_ids(agent, chat) == [str(asked.pk)]
    assert list(Change.objects.values_list("kind", "chat_id")) == [("chat.updated", chat.pk)]
    assert read(agent, chat) == 0


def test_what_was_imported_can_be_put_back_too(agent: APIClient, chat: Chat) -> None:
    first = make_message(chat=chat, is_historic=True)
    assert unread_ids(agent, chat) == []

    unread(agent, chat)
    put_back = unread_ids(agent, chat)
    chat.refresh_from_db()
    newer = make_message(chat=chat, at=NOW + timedelta(minutes=1))

    assert put_back == [str(first.pk)]
    assert unread_ids(agent, chat) == [str(first.pk), str(newer.pk)]
    assert agent.get(f"/api/v1/chats/{chat.pk}").json()["unread_count"] == 2
    assert read(agent, chat) == 0
    assert unread_ids(agent, chat) == []


def test_a_chat_in_which_the_buyer_was_silent_is_never_unread(agent: APIClient, chat: Chat) -> None:
    make_message(chat=chat, author=Message.Author.SELLER)

    response = unread(agent, chat)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (409, "nothing_to_read")


def test_what_comes_later_is_unread_again(agent: APIClient, chat: Chat) -> None:
    make_message(chat=chat)
    read(agent, chat)
    chat.refresh_from_db()

    newer = make_message(chat=chat, at=NOW + timedelta(minutes=1))

    assert unread_ids(agent, chat) == [str(newer.pk)]


def test_reading_does_not_stop_the_clock(agent: APIClient, chat: Chat) -> None:
    make_message(chat=chat)
    Chat.objects.update(due_at=NOW, deadline_at=NOW, waiting_since=NOW)

    read(agent, chat)

    chat.refresh_from_db()
    assert (chat.due_at, chat.deadline_at, chat.waiting_since) == (NOW, NOW, NOW)


def test_only_a_mark_that_moved_is_told(agent: APIClient, chat: Chat, queued: Queued) -> None:
    make_message(chat=chat)
    Change.objects.all().delete()

    read(agent, chat)
    read(agent, chat)

    assert list(Change.objects.values_list("kind", "chat_id")) == [("chat.updated", chat.pk)]
    assert queued == []


def test_an_empty_chat_can_be_read(agent: APIClient, chat: Chat) -> None:
    assert read(agent, chat) == 0


def test_the_marketplace_is_told_where_the_owner_wants_it(agent: APIClient, chat: Chat, queued: Queued) -> None:
    ChatAccount.objects.update(mark_read_at_marketplace=True)
    make_message(chat=chat)

    read(agent, chat)

    assert queued == [("chats.mark_read", {"chat_id": chat.pk})]


def test_an_unknown_message_is_refused(agent: APIClient, chat: Chat) -> None:
    response = agent.post(f"/api/v1/chats/{chat.pk}/read", {"last_message_id": "999999"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "message_unknown"


@pytest.fixture
def marketplace(chat: Chat) -> FakeMarketplace:
    marketplace = FakeMarketplace()
    remote_id = marketplace.open_chat()
    message_id = marketplace.write(remote_id, author=Author.BUYER, text="Спасибо!")
    ChatAccount.objects.update(mark_read_at_marketplace=True)
    Chat.objects.filter(pk=chat.pk).update(external_id=remote_id, read_up_to=NOW, read_up_to_id=message_id)
    return marketplace


def test_the_mark_is_passed_on_to_the_marketplace(chat: Chat, marketplace: FakeMarketplace) -> None:
    was_told = tell_read(chat_id=chat.pk, connect=connect_to(marketplace))

    (remote,) = marketplace.chats.values()
    assert was_told
    assert remote.unread_from is None


@pytest.mark.parametrize(
    ("error", "is_over"),
    [
        (Rejected("marketplace_subscription_required", status=403), True),
        (TemporaryFailure("marketplace_unavailable"), False),
        (RateLimited(until=NOW), False),
    ],
)
def test_a_refusal_is_accepted_and_trouble_is_tried_again(
    chat: Chat, marketplace: FakeMarketplace, error: Any, is_over: bool
) -> None:
    marketplace.fail("mark_read", error)

    assert tell_read(chat_id=chat.pk, connect=connect_to(marketplace)) is is_over
