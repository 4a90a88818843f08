"""Pictures of which the history shows only that there are some, as while they are in moderation."""

from datetime import timedelta

import pytest

from chats.echo_matching import Match, match_echoes
from chats.models import Message, Reply, ReplyEcho
from chats.tests.outbox import Outbox
from chats.tests.test_echo_matching import LEFT_AT, sent, shown
from connectors.errors import OutcomeUnknown, Rejected
from connectors.records import Author, FileKind, RemoteFile

CALL = ((LEFT_AT, LEFT_AT + timedelta(seconds=20)),)
DAY = 24 * 3600.0
PNG = b"\x89PNG\r\n\x1a\n a picture of nothing"


@pytest.fixture
def outbox(outbox: Outbox) -> Outbox:
    outbox.marketplace.hides_pictures = True
    return outbox


def sends_picture_in_cabinet(outbox: Outbox) -> None:
    picture = RemoteFile(ref="/files/9/other.png", kind=FileKind.IMAGE, name="other.png")
    outbox.marketplace.write(outbox.chat.external_id, author=Author.SELLER, files=(picture,))


def test_a_picture_that_shows_nothing_is_delivered(outbox: Outbox) -> None:
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    reply = outbox.deliver(outbox.attach("photo.png", PNG))

    outbox.look()

    delivered = outbox.fresh(reply)
    assert delivered.state == Reply.State.DELIVERED
    assert delivered.message == outbox.seller_messages()[0]
    assert outbox.chat.preview == "Фото"


def test_what_a_picture_shows_later_is_taken_and_not_lost_again(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    outbox.look()

    names = []
    for hides in (False, True):
        outbox.marketplace.hides_pictures = hides
        outbox.look()
        [message] = outbox.seller_messages()
        names.append([file["name"] for file in message.attachments])

    assert names == [["photo.png"], ["photo.png"]]
    assert outbox.fresh(reply).message == message
    assert not ReplyEcho.objects.exists()


def test_pictures_are_recognised_in_the_order_they_left(outbox: Outbox) -> None:
    replies = []
    for name in ("first.png", "second.jpg"):
        replies.append(outbox.deliver(outbox.attach(name, PNG)))
        outbox.clock.pass_time(1)

    outbox.look()

    assert [outbox.fresh(reply).message for reply in replies] == outbox.seller_messages()


def test_a_picture_from_the_cabinet_does_not_deliver_one_that_was_refused(outbox: Outbox) -> None:
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    sends_picture_in_cabinet(outbox)

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.FAILED


def test_nor_once_it_is_sent_again(outbox: Outbox) -> None:
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    sends_picture_in_cabinet(outbox)
    outbox.clock.pass_time(600)
    outbox.retry(reply)
    outbox.deliver(reply)

    outbox.look()

    [_, ours] = outbox.seller_messages()
    assert outbox.fresh(reply).message == ours


@pytest.mark.parametrize("is_file", [True, False])
def test_a_picture_is_the_echo_of_nothing_else(outbox: Outbox, is_file: bool) -> None:
    outbox.marketplace.echoes_after_reads = 5
    reply = outbox.deliver(outbox.attach() if is_file else outbox.write())
    sends_picture_in_cabinet(outbox)

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.ACCEPTED


def test_a_picture_from_before_the_reply_is_not_its_echo(outbox: Outbox) -> None:
    sends_picture_in_cabinet(outbox)
    outbox.look()
    outbox.marketplace.echoes_after_reads = 5

    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.ACCEPTED


def test_a_picture_of_the_buyer_is_named_in_the_list(outbox: Outbox) -> None:
    outbox.marketplace.buyer_sends_picture(outbox.chat.external_id)

    outbox.look()

    assert outbox.chat.preview == "Фото"
    assert Message.objects.in_order().last().attachments[0]["is_image"]  # type: ignore[union-attr]


def test_a_name_goes_before_an_order() -> None:
    first, second = (sent(id_, "", file_name=f"{id_}.png", unnamed_calls=CALL) for id_ in (1, 2))
    unnamed = shown(101, "", files=(("", ""),), is_unnamed_picture=True)
    named = shown(102, "", files=(("1.png", "/v2/chat/file/5b1c/1.png"),))

    matches = match_echoes([first, second], [unnamed, named])

    assert matches == [Match(1, 102, is_duplicate=False), Match(2, 101, is_duplicate=False)]


def test_no_picture_without_a_name_is_a_second_echo() -> None:
    twice = sent(1, "", file_name="1.png", unnamed_calls=CALL, is_linked=True, spare_echoes=1)

    assert match_echoes([twice], [shown(102, "", is_unnamed_picture=True)]) == []


@pytest.mark.parametrize(("seconds", "is_found"), [(-121, False), (-120, True), (140, True), (141, False)])
def test_an_unnamed_picture_bears_the_time_of_the_call(seconds: int, is_found: bool) -> None:
    reply = sent(1, "", file_name="1.png", unnamed_calls=CALL)
    picture = shown(102, "", at=LEFT_AT + timedelta(seconds=seconds), is_unnamed_picture=True)

    assert bool(match_echoes([reply], [picture])) is is_found


def test_a_later_picture_is_not_given_to_one_that_was_never_seen(outbox: Outbox) -> None:
    """Given to it, the later one would be called not seen and be sent again."""
    outbox.marketplace.echoes_after_reads = 1000
    never_seen = outbox.deliver(outbox.attach("first.png", PNG))
    outbox.clock.pass_time(30 * DAY)
    outbox.marketplace.echoes_after_reads = 0
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    later = outbox.deliver(outbox.attach("second.png", PNG))

    outbox.look()

    assert outbox.fresh(never_seen).state == Reply.State.ACCEPTED
    assert outbox.fresh(later).message == outbox.seller_messages()[0]


def test_a_picture_that_shows_late_is_recognised_by_its_own_time(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 1
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    outbox.look()
    outbox.clock.pass_time(DAY)

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.DELIVERED


def test_each_attempt_counts_from_its_own_beginning(outbox: Outbox) -> None:
    outbox.marketplace.fail("send", OutcomeUnknown("answer_lost"))
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    Reply.objects.filter(pk=reply.pk).update(state=Reply.State.FAILED, error_code="not_seen")
    outbox.clock.pass_time(DAY)
    outbox.retry(reply)
    outbox.deliver(reply)

    outbox.look()

    assert outbox.fresh(reply).message == outbox.seller_messages()[0]


def test_a_picture_from_the_cabinet_does_not_deliver_one_that_was_lost_long_ago(outbox: Outbox) -> None:
    outbox.marketplace.fail("send", OutcomeUnknown("answer_lost"))
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    outbox.clock.pass_time(30 * DAY)
    sends_picture_in_cabinet(outbox)

    outbox.look()

    lost = outbox.fresh(reply)
    assert (lost.state, lost.upload_id is None) == (Reply.State.UNCLEAR, False)
