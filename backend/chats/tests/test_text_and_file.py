"""A text and a file, sent together by a person, are two replies with an echo each."""

from chats.models import Reply
from chats.tests.outbox import Outbox
from connectors.errors import Rejected


def test_text_and_file_go_out_in_order_and_get_an_echo_each(outbox: Outbox) -> None:
    text, file = outbox.write("Вот чек."), outbox.attach("чек.pdf")

    outbox.deliver(file)
    held = outbox.fresh(file).state
    outbox.deliver(text)
    outbox.deliver(file)
    outbox.look()

    assert held == Reply.State.QUEUED
    assert outbox.sent_texts == ["Вот чек.", None]
    first, second = outbox.seller_messages()
    assert outbox.fresh(text).message == first
    assert outbox.fresh(file).message == second


def test_a_refused_file_leaves_the_text_delivered(outbox: Outbox) -> None:
    text, file = outbox.write("Вот чек."), outbox.attach("чек.pdf")
    outbox.deliver(text)
    outbox.marketplace.fail("send", Rejected("file_type_not_allowed", status=400))

    refused = outbox.deliver(file)
    outbox.look()

    assert (refused.state, refused.error_code) == (Reply.State.FAILED, "file_type_not_allowed")
    assert outbox.fresh(text).state == Reply.State.DELIVERED
    assert refused.upload is not None
