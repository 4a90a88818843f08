"""Finding words in one chat, also in messages that no screen has loaded."""

from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.tests.factories import NOW, make_chat, make_message


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(workspace=workspace)
    make_message(chat=make_chat(workspace=workspace), text="Где мой заказ 48866017?")
    for minute, text in enumerate(["Всё ещё жду заказ", "Заказ 100% едет", "Спасибо", "Где же ЗАКАЗЫ?"]):
        author = Message.Author.SELLER if minute == 1 else Message.Author.BUYER
        make_message(chat=chat, text=text, author=author, at=NOW + timedelta(minutes=minute))
    return chat


def find(client: APIClient, chat: Chat, search: str, **place: Any) -> Any:
    answer = client.get(f"/api/v1/chats/{chat.pk}/messages", {"search": search, **place})
    assert answer.status_code == 200, answer.json()
    return answer.json()


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("заказ", ["Всё ещё жду заказ", "Заказ 100% едет", "Где же ЗАКАЗЫ?"]),
        ("ВСЕ ЕЩЕ", ["Всё ещё жду заказ"]),
        ("100%", ["Заказ 100% едет"]),
        ("заказ_", []),
        ("48866017", []),
    ],
)
def test_words_are_found_as_they_stand_in_this_chat_alone(
    agent: APIClient, chat: Chat, words: str, texts: list[str]
) -> None:
    answer = find(agent, chat, words)

    assert [message["text"] for message in answer["results"]] == texts
    assert (answer["found"], answer["has_older"], answer["has_newer"]) == (len(texts), False, False)


def test_what_was_found_is_read_from_the_newest_on_and_counted_whole(agent: APIClient, chat: Chat) -> None:
    newest = find(agent, chat, "заказ", limit=1)
    older = find(agent, chat, "заказ", limit=2, before=newest["results"][0]["id"])

    assert [message["text"] for message in newest["results"]] == ["Где же ЗАКАЗЫ?"]
    assert (newest["found"], newest["has_older"]) == (3, True)
    assert [message["text"] for message in older["results"]] == ["Всё ещё жду заказ", "Заказ 100% едет"]
    assert (older["found"], older["has_older"], older["has_newer"]) == (3, False, True)


def test_without_words_nothing_is_counted(agent: APIClient, chat: Chat) -> None:
    assert agent.get(f"/api/v1/chats/{chat.pk}/messages").json()["found"] is None


def test_what_is_newer_than_a_message_is_not_searched(agent: APIClient, chat: Chat) -> None:
    response = agent.get(f"/api/v1/chats/{chat.pk}/messages", {"search": "заказ", "after": "1"})

    assert (response.status_code, response.json()["errors"][0]["code"]) == (400, "before_or_after")
