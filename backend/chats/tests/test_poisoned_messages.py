"""A message that a marketplace tells wrong once: what was known stays, and what was missing is made good."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import Chat, ConnectorDrift, Message
from chats.services.drift import store_drift
from chats.services.reading_marks import mark_read
from chats.tests.cabinet import MINUTE
from chats.tests.moving_clock import MovingClock
from chats.tests.ozon_double import FIRST_ID, OzonDouble

PICTURE = "![](https://api-seller.ozon.ru/v2/chat/file/5b1c90d2/photo_1.jpg)"
SELLER = {"id": "1883021", "type": "Seller"}


@pytest.fixture
def ozon(workspace: Workspace, clock: MovingClock) -> OzonDouble:
    return OzonDouble.connected(workspace, clock)


def say(ozon: OzonDouble, number: int, text: str = "Ау!", **fields: Any) -> None:
    """One more message of the chat «a»."""
    ozon.histories["a"].append(ozon.message(number, text, **fields))
    ozon.chats[0] |= {"last_message_id": FIRST_ID + number}


def told_again(ozon: OzonDouble, **fields: Any) -> None:
    """The first message is told with these fields when the chat is read for a second one."""
    ozon.histories["a"][0] |= fields
    say(ozon, 2)
    ozon.look()


def first() -> Message:
    return Message.objects.get(external_id=str(FIRST_ID + 1))


@pytest.mark.parametrize("data", [None, "", [], [None], {"text": "Где заказ?"}, [7]])
def test_an_answer_without_words_takes_none_away(ozon: OzonDouble, data: object) -> None:
    ozon.add_chat("a", ozon.message(1, f"Где заказ? {PICTURE}"))
    ozon.look()
    known = (first().text, first().attachments)

    told_again(ozon, data=data)

    assert (first().text, first().attachments) == known
    assert known[0] == "Где заказ?"
    assert known[1]
    assert Message.objects.filter(text="Ау!").exists()


def test_an_answer_that_left_the_words_out_takes_none_away(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1, "Где заказ?"))
    ozon.look()
    del ozon.histories["a"][0]["data"]
    say(ozon, 2)

    ozon.look()

    assert first().text == "Где заказ?"


def test_words_that_were_left_out_first_are_taken_later(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1, data=None))
    ozon.look()

    told_again(ozon, data=["Где заказ?"])

    assert first().text == "Где заказ?"
    store_drift()
    assert ConnectorDrift.objects.filter(kind="wrong_type", where="history.messages.data").exists()


def test_an_edit_is_taken_over(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1, f"Где заказ? {PICTURE}"))
    ozon.look()

    told_again(ozon, data=["Нашёл, спасибо"])

    assert (first().text, first().attachments) == ("Нашёл, спасибо", [])


@pytest.mark.parametrize("status", [None, "", "PERHAPS", 7])
def test_a_refused_picture_of_ours_stays_refused(ozon: OzonDouble, status: object) -> None:
    ozon.add_chat("a", ozon.message(1, PICTURE, user=SELLER, moderate_image_status="FAILED"))
    ozon.look()

    told_again(ozon, moderate_image_status=status)

    assert first().moderation == Message.Moderation.FAILED


@pytest.mark.parametrize("status", [None, "", "PERHAPS", 7])
def test_a_picture_in_moderation_is_still_asked_about(ozon: OzonDouble, status: object) -> None:
    ozon.add_chat("a", ozon.message(1, PICTURE, moderate_image_status="MODERATION"))
    ozon.look()
    asked_at = first().moderation_check_at

    told_again(ozon, moderate_image_status=status)

    assert (first().moderation, first().moderation_check_at) == (Message.Moderation.PENDING, asked_at)
    assert asked_at is not None


def test_a_moderation_that_was_left_out_first_is_asked_about_from_then_on(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1, PICTURE, moderate_image_status=None))
    ozon.look()
    ozon.clock.pass_time(3 * MINUTE)

    told_again(ozon, moderate_image_status="MODERATION")

    assert first().moderation_check_at == ozon.clock.now() + timedelta(minutes=1)


@pytest.mark.parametrize("user", [None, {"id": "90417722", "type": None}, {"id": "90417722", "type": "Shopper"}])
def test_a_buyer_who_is_known_later_waits_since_the_message(ozon: OzonDouble, user: object) -> None:
    ozon.add_chat("a", ozon.message(1, user=user))
    ozon.look()
    written_at = ozon.clock.now()
    was = Chat.objects.get()
    ozon.clock.pass_time(3 * MINUTE)

    ozon.histories["a"][0]["user"] = {"id": "90417722", "type": "Customer"}
    ozon.look()

    chat, message = Chat.objects.get(), first()
    assert (was.waiting_since, was.unread_count) == (None, 0)
    assert (chat.waiting_since, chat.unread_count) == (written_at, 1)
    assert (chat.last_author, chat.buyer_external_id) == ("buyer", "90417722")
    assert (message.author, message.raw_kind, message.author_external_id) == ("buyer", "Customer", "90417722")


def test_a_buyer_who_is_known_later_is_unread_also_where_the_chat_was_read(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1, user=None))
    ozon.look()
    mark_read(chat=Chat.objects.get(), up_to_message_id=None)
    ozon.clock.pass_time(3 * MINUTE)

    ozon.histories["a"][0]["user"] = {"id": "90417722", "type": "Customer"}
    ozon.look()

    assert Chat.objects.get().unread_count == 1


def test_a_buyer_who_is_known_later_opens_a_chat_that_was_put_off(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1))
    ozon.look()
    Chat.objects.update(status=Chat.Status.SNOOZED)
    say(ozon, 2, user=None)
    ozon.look()
    was = Chat.objects.get().status
    ozon.clock.pass_time(3 * MINUTE)

    ozon.histories["a"][1]["user"] = {"id": "90417722", "type": "Customer"}
    ozon.look()

    assert was == Chat.Status.SNOOZED
    assert Chat.objects.get().status == Chat.Status.OPEN


def test_an_automatic_message_that_is_known_later_is_no_answer(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1))
    ozon.look()
    say(ozon, 2, user=None)
    ozon.look()
    ozon.clock.pass_time(3 * MINUTE)

    ozon.histories["a"][1]["user"] = {"id": "1", "type": "Crm"}
    ozon.look()

    message = Message.objects.get(external_id=str(FIRST_ID + 2))
    assert (message.author, message.is_automatic) == ("automatic", True)
    assert Chat.objects.get().waiting_since is not None


def test_an_author_who_was_known_stays_known(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1))
    ozon.look()

    told_again(ozon, user=None)

    assert (first().author, first().raw_kind, first().author_external_id) == ("buyer", "Customer", "90417722")
    assert Chat.objects.get().unread_count == 2


def test_the_past_of_a_buyer_who_is_known_later_raises_no_unread(ozon: OzonDouble) -> None:
    ozon.account.connected_at = ozon.clock.now()
    ozon.account.save(update_fields=["connected_at"])
    ozon.clock.pass_time(-MINUTE)
    ozon.add_chat("a", ozon.message(1, user=None))
    ozon.clock.pass_time(2 * MINUTE)
    ozon.look()
    ozon.clock.pass_time(3 * MINUTE)

    ozon.histories["a"][0]["user"] = {"id": "90417722", "type": "Customer"}
    ozon.look()

    assert (first().author, first().is_historic) == ("buyer", True)
    assert Chat.objects.get().unread_count == 0
    assert Chat.objects.get().waiting_since is not None


def test_the_marker_of_a_sellers_message_is_no_words_of_his_when_the_author_is_missing(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1, user=SELLER, data=["errorText", "Да, есть"]))
    ozon.look()

    told_again(ozon, user=None)

    assert first().text == "Да, есть"
