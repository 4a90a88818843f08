"""Rows written in one statement are the rows that were meant."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.tests.factories import NOW, make_chat
from core.rows import insert_rows, update_rows

ODD = 'кавычки " и \\ и {скобки, запятые}\nи строка, NULL'


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def message(chat: Chat, number: int, **fields: Any) -> Message:
    return Message(
        chat=chat,
        external_id=str(number),
        number=Decimal(number),
        author=Message.Author.BUYER,
        sent_at=NOW,
        received_at=NOW,
        **fields,
    )


def test_rows_are_inserted_as_they_are(chat: Chat, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    file = {"ref": "/a b", "name": 'фото "1".jpg', "size": None, "is_image": True}
    rows = [
        message(chat, 30_000_000_000_000_000_001, text=ODD, attachments=[file]),
        message(chat, 2, moderation_check_at=NOW + timedelta(minutes=1)),
    ]

    with django_assert_num_queries(1):
        insert_rows(rows, unique=("chat", "external_id"))

    first, second = (Message.objects.get(pk=row.pk) for row in rows)
    assert (first.text, first.attachments, first.author) == (ODD, [file], "buyer")
    assert (first.number, first.moderation_check_at) == (Decimal(30_000_000_000_000_000_001), None)
    assert (second.text, second.attachments, second.moderation_check_at) == ("", [], NOW + timedelta(minutes=1))


def test_a_row_that_is_there_stays_as_it_is_and_tells_its_key(chat: Chat) -> None:
    known = message(chat, 1, text="первый")
    insert_rows([known], unique=("chat", "external_id"))
    again, new = message(chat, 1, text="второй"), message(chat, 2)

    insert_rows([new, again], unique=("chat", "external_id"))

    assert again.pk == known.pk != new.pk
    assert Message.objects.get(pk=known.pk).text == "первый"


def test_many_rows_go_in_batches(chat: Chat) -> None:
    insert_rows([message(chat, number) for number in range(2_500)], unique=("chat", "external_id"))

    assert Message.objects.count() == 2_500


def test_rows_are_updated_each_with_its_own_values(
    workspace: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first, second = make_chat(workspace=workspace), make_chat(workspace=workspace)
    first.preview, first.due_at, first.unread_count = ODD, NOW, 3
    second.preview, second.due_at, second.unread_count = "", None, 0
    untouched = Chat.objects.get(pk=first.pk).updated_at

    with django_assert_num_queries(1):
        update_rows([first, second], ["preview", "due_at", "unread_count"])

    stored = Chat.objects.in_bulk([first.pk, second.pk])
    assert [(chat.preview, chat.due_at, chat.unread_count) for chat in (stored[first.pk], stored[second.pk])] == [
        (ODD, NOW, 3),
        ("", None, 0),
    ]
    assert stored[first.pk].updated_at == untouched


def test_nothing_to_write_is_no_statement(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert_rows([])
        update_rows([], ["preview"])
