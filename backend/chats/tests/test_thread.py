from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, Message, Reply, ReplyEcho
from chats.tests.factories import NOW, make_chat, make_message, make_reply


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def write(chat: Chat, *minutes: int) -> list[Message]:
    return [
        make_message(chat=chat, text=f"Через {minute} мин.", at=NOW + timedelta(minutes=minute)) for minute in minutes
    ]


def read(client: APIClient, chat: Chat, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/v1/chats/{chat.pk}/messages{query}")
    assert response.status_code == 200, response.json()
    return dict(response.json())


def ids(thread: dict[str, Any]) -> list[int]:
    return [int(message["id"]) for message in thread["results"]]


def test_the_newest_messages_come_oldest_first(agent: APIClient, chat: Chat) -> None:
    messages = write(chat, 5, 1, 4, 2, 3)
    in_order = [message.pk for message in sorted(messages, key=lambda message: message.sent_at)]

    thread = read(agent, chat, "?limit=3")

    assert ids(thread) == in_order[-3:]
    assert (thread["has_older"], thread["has_newer"]) == (True, False)


def test_older_and_newer_pages_join_without_gap_or_overlap(agent: APIClient, chat: Chat) -> None:
    messages = [message.pk for message in write(chat, 1, 1, 1, 2, 2, 3, 3)]
    middle = messages[3]

    before = read(agent, chat, f"?before={middle}&limit=2")
    after = read(agent, chat, f"?after={middle}&limit=2")
    first = read(agent, chat, f"?before={messages[1]}")
    last = read(agent, chat, f"?after={messages[-2]}")

    assert ids(before) == messages[1:3]
    assert (before["has_older"], before["has_newer"]) == (True, True)
    assert ids(after) == messages[4:6]
    assert (after["has_older"], after["has_newer"]) == (True, True)
    assert (ids(first), first["has_older"]) == (messages[:1], False)
    assert (ids(last), last["has_newer"]) == (messages[-1:], False)


def test_a_message_is_shown_with_its_reply_and_its_files(agent: APIClient, chat: Chat) -> None:
    photo = {
        "ref": "/v2/chat/file/5b1c/1.jpg",
        "name": "1.jpg",
        "content_type": "image/jpeg",
        "is_image": True,
        "size": 9,
    }
    asked = make_message(chat=chat, text="", attachments=[photo], moderation="pending", raw_kind="Customer")
    echo = make_message(chat=chat, author=Message.Author.SELLER, text="Вижу.", at=NOW + timedelta(minutes=1))
    again = make_message(chat=chat, author=Message.Author.SELLER, text="Вижу.", at=NOW + timedelta(minutes=2))
    foreign = make_message(chat=chat, author=Message.Author.SELLER, text="Из кабинета.", at=NOW + timedelta(minutes=3))
    reply = make_reply(chat=chat, text="Вижу.", state=Reply.State.DELIVERED, message=echo)
    ReplyEcho.objects.create(reply=reply, message=again)

    first, second, third, fourth = read(agent, chat)["results"]

    assert first == {
        "id": str(asked.pk),
        "chat_id": str(chat.pk),
        "external_id": asked.external_id,
        "author": "buyer",
        "raw_kind": "Customer",
        "author_name": None,
        "reply_id": None,
        "is_duplicate": False,
        "text": "",
        "attachments": [
            {
                "id": "0",
                "name": "1.jpg",
                "content_type": "image/jpeg",
                "is_image": True,
                "size": 9,
                "moderation": "pending",
                "is_withheld": False,
                "url": f"/api/v1/chats/{chat.pk}/messages/{asked.pk}/files/0",
            }
        ],
        "sent_at": "2026-11-23T12:00:00Z",
        "automatic": False,
        "unread": True,
    }
    assert (second["reply_id"], second["author_name"]) == (str(reply.pk), reply.author_name)
    assert (third["reply_id"], third["is_duplicate"]) == (str(reply.pk), True)
    assert (fourth["id"], fourth["reply_id"], fourth["author_name"]) == (str(foreign.pk), None, None)


def test_a_picture_that_the_marketplace_does_not_show_yet_is_withheld(agent: APIClient, chat: Chat) -> None:
    unshown = {"ref": "", "name": "", "content_type": None, "is_image": True, "size": None}
    make_message(chat=chat, text="", attachments=[unshown], moderation="pending")

    [message] = read(agent, chat)["results"]

    assert [file["is_withheld"] for file in message["attachments"]] == [True]


def test_the_number_of_queries_does_not_grow_with_the_thread(
    agent: APIClient, chat: Chat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for message in write(chat, *range(20)):
        Message.objects.filter(pk=message.pk).update(author=Message.Author.SELLER)
        make_reply(chat=chat, state=Reply.State.DELIVERED, message=message)
    read(agent, chat)

    with django_assert_num_queries(3 + 2):
        read(agent, chat)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?before=999999", "message_unknown"),
        ("?after=999999", "message_unknown"),
        ("?before=1&after=2", "before_or_after"),
        ("?before=first", "not_an_id"),
        ("?limit=1000", "invalid_limit"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused(agent: APIClient, chat: Chat, query: str, code: str) -> None:
    response = agent.get(f"/api/v1/chats/{chat.pk}/messages{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == code


def test_a_message_of_another_chat_is_no_place_in_this_one(agent: APIClient, chat: Chat) -> None:
    elsewhere = make_message(chat=make_chat(account=chat.chat_account))

    assert agent.get(f"/api/v1/chats/{chat.pk}/messages?after={elsewhere.pk}").status_code == 400
