"""Short thanks: what may be offered as needing no answer, and what never is."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_chat, make_message
from chats.thanks import is_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо",
        "спасибо!",
        "Спасибо большое за ответ)))",
        "ок",
        "Ок, поняла. Спасибо 🙏",
        "👍",
        "👍🏻",
        "❤️",
        "Хорошо, жду",
        "Всё понятно, благодарю!",
        "Thanks a lot!",
        "OK",
        "ok thank you",
    ],
)
def test_short_thanks_are_recognised(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо, а когда отправите?",
        "ок?",
        "спасибо ❓",
        "Спасибо, но размер не подошёл",
        "Спасибо. Верните деньги",
        "да",
        "жду",
        "",
        "...",
        "😡",
        "12345",
        "thanks but it is broken",
        "спасибо " * 9,
    ],
)
def test_everything_else_asks_for_a_look(text: str) -> None:
    assert not is_thanks(text)


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def suggested(chat: Chat) -> bool:
    refresh_clock(chat, now=NOW)
    return Chat.objects.get(pk=chat.pk).suggests_waive


def test_a_chat_in_which_only_thanks_are_unanswered_suggests_a_waive(chat: Chat) -> None:
    make_message(chat=chat, text="Подойдёт ли чехол?", at=NOW - timedelta(hours=2))
    make_message(chat=chat, author=Message.Author.SELLER, at=NOW - timedelta(hours=1))
    make_message(chat=chat, text="Спасибо!", at=NOW - timedelta(minutes=2))
    make_message(chat=chat, text="👍", at=NOW - timedelta(minutes=1))

    assert suggested(chat)


@pytest.mark.parametrize(
    "earlier", [{"text": "Когда отправите?"}, {"text": "", "attachments": [{"ref": "/1.jpg", "is_image": True}]}]
)
def test_thanks_after_an_unanswered_question_or_picture_suggest_nothing(chat: Chat, earlier: dict[str, Any]) -> None:
    make_message(chat=chat, at=NOW - timedelta(minutes=2), **earlier)
    make_message(chat=chat, text="Спасибо!", at=NOW - timedelta(minutes=1))

    assert not suggested(chat)


def test_an_answered_chat_suggests_nothing(chat: Chat) -> None:
    make_message(chat=chat, text="Спасибо!", at=NOW - timedelta(minutes=2))
    refresh_clock(chat, now=NOW)
    make_message(chat=chat, author=Message.Author.SELLER, at=NOW)

    assert not suggested(chat)


def test_only_chats_that_look_like_thanks_are_asked_about(
    chat: Chat, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_message(chat=chat, text="Когда отправите?")
    refresh_clock(chat, now=NOW)

    with django_assert_num_queries(5):
        refresh_clock(chat, now=NOW)
