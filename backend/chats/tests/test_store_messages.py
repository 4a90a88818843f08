import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import Workspace
from chats.models import Change, Chat, Message
from chats.sync.apply import store_messages
from chats.tests.factories import NOW, make_chat
from connectors.records import Author, FileKind, ModerationState, RemoteFile, RemoteMessage

CONNECTED_BEFORE = NOW - timedelta(days=30)


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def remote(
    number: int, *, author: Author = Author.BUYER, text: str = "Здравствуйте!", minutes: int = 0
) -> RemoteMessage:
    return RemoteMessage(
        id=str(number), chat_id="any", author=author, text=text, sent_at=NOW + timedelta(minutes=minutes)
    )


def kinds_of_changes() -> list[str]:
    return list(Change.objects.order_by("seq").values_list("kind", flat=True))


def test_a_page_stored_twice_changes_nothing(chat: Chat) -> None:
    page = [remote(101), remote(102, minutes=1)]
    store_messages(chat, page, now=NOW)
    before = Chat.objects.values().get(pk=chat.pk), kinds_of_changes()

    again = store_messages(chat, page, now=NOW)

    assert not again
    assert chat.messages.count() == 2
    assert (Chat.objects.values().get(pk=chat.pk), kinds_of_changes()) == before


def test_two_messages_of_one_moment_are_both_kept_in_the_order_of_their_ids(chat: Chat) -> None:
    store_messages(chat, [remote(110, text="второе"), remote(109, text="первое")], now=NOW)

    assert [message.text for message in chat.messages.in_order()] == ["первое", "второе"]


def test_ids_beyond_64_bits_are_kept_and_ordered_as_numbers(chat: Chat) -> None:
    small, large = 99, 30_000_000_000_000_000_001
    stored = store_messages(chat, [remote(large, text="позже"), remote(small, text="раньше")], now=NOW)

    assert [message.external_id for message in stored.created] == [str(small), str(large)]
    assert stored.chat.last_external_id == str(large)
    assert stored.chat.first_external_id == str(small)


def test_an_old_page_that_comes_late_lowers_nothing(chat: Chat) -> None:
    store_messages(chat, [remote(200, text="новое", minutes=10)], now=NOW)

    stored = store_messages(chat, [remote(150, author=Author.SELLER, text="старое")], now=NOW)

    assert stored.chat.preview == "новое"
    assert stored.chat.last_author == "buyer"
    assert stored.chat.last_message_at == NOW + timedelta(minutes=10)
    assert stored.chat.last_external_id == "200"
    assert stored.chat.first_external_id == "150"


def test_messages_from_before_the_connection_raise_no_unread(chat: Chat) -> None:
    before = replace(remote(301), sent_at=CONNECTED_BEFORE - timedelta(days=1))

    stored = store_messages(chat, [before, remote(302), remote(303, author=Author.SELLER)], now=NOW)

    assert stored.chat.unread_count == 1
    assert [message.is_historic for message in stored.created] == [True, False, False]


def test_only_what_came_after_the_read_mark_is_unread(chat: Chat) -> None:
    store_messages(chat, [remote(400), remote(401)], now=NOW)
    Chat.objects.filter(pk=chat.pk).update(read_up_to=NOW, read_up_to_id="401")

    stored = store_messages(chat, [remote(400), remote(401), remote(402), remote(403, minutes=1)], now=NOW)

    assert stored.chat.unread_count == 2


def test_each_new_message_is_announced_and_its_chat_once(chat: Chat) -> None:
    store_messages(chat, [remote(501), remote(502)], now=NOW)

    assert kinds_of_changes() == ["message.created", "message.created", "chat.updated"]


def test_an_import_announces_only_what_is_no_history(chat: Chat) -> None:
    old = replace(remote(601), sent_at=CONNECTED_BEFORE - timedelta(days=1))

    store_messages(chat, [old], now=NOW, historic=True)
    silent = kinds_of_changes()
    store_messages(chat, [remote(602)], now=NOW, historic=True)

    assert silent == []
    assert kinds_of_changes() == ["message.created", "chat.updated"]


def test_a_picture_that_passed_moderation_is_updated_and_told(chat: Chat) -> None:
    picture = RemoteFile(ref="/file/1", kind=FileKind.IMAGE, name="photo_1.jpg")
    pending = replace(remote(701, text=""), files=(picture,), moderation=ModerationState.PENDING)
    store_messages(chat, [pending], now=NOW)
    Change.objects.all().delete()

    store_messages(chat, [replace(pending, moderation=ModerationState.PASSED)], now=NOW)

    assert Message.objects.get().moderation == Message.Moderation.PASSED
    assert kinds_of_changes() == ["message.updated", "chat.updated"]
    assert Chat.objects.get().preview == "Фото"


def test_a_message_without_a_time_takes_that_of_its_neighbour(chat: Chat) -> None:
    store_messages(chat, [remote(801, minutes=5), replace(remote(802), sent_at=None)], now=NOW)

    assert Message.objects.get(external_id="802").sent_at == NOW + timedelta(minutes=5)


def test_order_product_and_buyer_are_taken_from_the_messages_that_name_them(chat: Chat) -> None:
    named = replace(remote(901), order_number="48866017-0495", sku="1720453311", author_external_id="90417722")
    bare = remote(902, author=Author.SELLER, minutes=1)

    stored = store_messages(chat, [named, bare], now=NOW)

    assert (stored.chat.order_number, stored.chat.sku) == ("48866017-0495", "1720453311")
    assert stored.chat.buyer_external_id == "90417722"


def test_a_word_of_the_buyer_opens_a_window_that_was_refused(chat: Chat) -> None:
    Chat.objects.filter(pk=chat.pk).update(window_refused_at=NOW)
    still_shut = store_messages(chat, [remote(1001, minutes=-5)], now=NOW).chat.window_refused_at

    stored = store_messages(chat, [remote(1002, minutes=5)], now=NOW)

    assert still_shut == NOW
    assert stored.chat.window_refused_at is None


def test_the_clock_starts_with_the_oldest_unanswered_message(chat: Chat) -> None:
    stored = store_messages(chat, [remote(1101), remote(1102, minutes=3)], now=NOW + timedelta(minutes=4))
    waiting_since = stored.chat.waiting_since

    answered = store_messages(chat, [remote(1103, author=Author.SELLER, minutes=5)], now=NOW + timedelta(minutes=6))

    assert waiting_since == NOW
    assert answered.chat.waiting_since is None


@pytest.mark.django_db(transaction=True)
def test_two_who_store_the_same_page_at_once_store_it_once(chat: Chat) -> None:
    page = [remote(1200 + number, minutes=number) for number in range(30)]
    both_are_here = threading.Barrier(2, timeout=10)

    def store() -> None:
        try:
            both_are_here.wait()
            store_messages(chat.pk, page, now=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=store) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert chat.messages.count() == 30
    assert kinds_of_changes() == [*["message.created"] * 30, "chat.updated"]
