import pytest
from django.utils import timezone

from chats.models import Change, Chat, ChatAccount, Message, Reply, ReplyEcho, Upload
from chats.services.chat_actions import close
from chats.services.deeds import Deed
from chats.tests.outbox import Outbox
from connectors.errors import AuthFailed, ConnectorError, OutcomeUnknown, Rejected
from sla.models import Obligation


def wait_until_given_up(outbox: Outbox, reply: Reply) -> Reply:
    """Let an unclear reply be looked for until it counts as not seen."""
    for _ in range(12):
        outbox.clock.pass_time(120)
        outbox.check(reply)
    return outbox.fresh(reply)


def test_what_the_history_shows_is_delivered_with_its_message(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.write())

    outbox.look()

    delivered = outbox.fresh(reply)
    assert delivered.state == Reply.State.DELIVERED
    assert delivered.message == outbox.seller_messages()[0]
    assert Reply.objects.undelivered().count() == 0


def test_the_echo_takes_the_place_of_the_provisional_answer(outbox: Outbox) -> None:
    outbox.deliver(outbox.write())

    outbox.look()

    obligation = Obligation.objects.get(chat=outbox.chat)
    assert not obligation.answer_is_provisional
    assert obligation.answered_at == outbox.seller_messages()[0].sent_at


@pytest.mark.parametrize("closed_when", ["queued", "unclear", "accepted"])
def test_a_chat_closed_while_the_answer_was_on_its_way_was_answered(outbox: Outbox, closed_when: str) -> None:
    reply = outbox.write()
    if closed_when == "unclear":
        outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    if closed_when != "queued":
        outbox.clock.pass_time(5)
        outbox.deliver(reply)
    close(chat=outbox.chat, deed=Deed(actor=outbox.author, now=timezone.now()))
    outbox.clock.pass_time(5)
    if closed_when == "queued":
        outbox.deliver(reply)

    outbox.look()

    [obligation] = Obligation.objects.filter(chat=outbox.chat)
    assert obligation.state == Obligation.State.MET
    assert obligation.answered_at == outbox.seller_messages()[0].sent_at
    assert outbox.chat.status == Chat.Status.CLOSED


def test_an_unclear_reply_that_shows_up_is_delivered(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    outbox.deliver(reply)

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.DELIVERED
    assert outbox.fresh(reply).error_code == ""


def test_an_echo_seen_while_the_call_is_still_open_is_linked_at_once(outbox: Outbox) -> None:
    reply = outbox.write()
    accept = outbox.marketplace.accept

    def accept_and_look(chat_id: str, part: object) -> None:
        accept(chat_id, part)  # type: ignore[arg-type]
        outbox.look()
        assert outbox.fresh(reply).state == Reply.State.DELIVERED

    outbox.marketplace.accept = accept_and_look  # type: ignore[method-assign]
    settled = outbox.deliver(reply)

    assert settled.state == Reply.State.DELIVERED
    assert settled.attempts.get().outcome == "accepted"


def test_two_equal_texts_in_a_row_get_an_echo_each_in_order(outbox: Outbox) -> None:
    first, second = outbox.write("Добрый день!"), outbox.write("Добрый день!")
    outbox.deliver(first)
    outbox.deliver(second)

    outbox.look()

    echoes = outbox.seller_messages()
    assert [outbox.fresh(first).message, outbox.fresh(second).message] == echoes


def test_the_same_text_written_in_the_cabinet_before_is_not_taken_for_the_echo(outbox: Outbox) -> None:
    outbox.marketplace.seller_writes_in_cabinet(outbox.chat.external_id, "Добрый день!")
    outbox.look()
    outbox.marketplace.echoes_after_reads = 5

    reply = outbox.deliver(outbox.write("Добрый день!"))
    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.ACCEPTED


def test_a_reply_that_never_left_is_not_linked_to_what_a_person_writes_instead(outbox: Outbox) -> None:
    reply = outbox.write("Добрый день!")
    outbox.marketplace.fail("send", Rejected("text_too_long"))
    outbox.deliver(reply)
    outbox.marketplace.seller_writes_in_cabinet(outbox.chat.external_id, "Добрый день!")

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.FAILED


def test_a_refused_reply_that_the_history_shows_was_delivered(outbox: Outbox) -> None:
    outbox.marketplace.lose_next_answer(Rejected("conflict", status=409))
    reply = outbox.deliver(outbox.write())
    assert (reply.state, reply.error_code) == (Reply.State.FAILED, "send_refused")

    outbox.look()

    delivered = outbox.fresh(reply)
    assert (delivered.state, delivered.error_code) == (Reply.State.DELIVERED, "")


@pytest.mark.parametrize("refusal", [Rejected("refused", status=400), AuthFailed("key_invalid", status=403)])
def test_a_retry_after_a_refusal_sends_nothing_when_the_history_shows_the_reply(
    outbox: Outbox, refusal: ConnectorError
) -> None:
    outbox.marketplace.lose_next_answer(refusal)
    reply = outbox.deliver(outbox.write())
    ChatAccount.objects.update(state=ChatAccount.State.ACTIVE)
    assert reply.state == Reply.State.FAILED

    outbox.retry(reply)
    delivered = outbox.deliver(reply)

    assert delivered.state == Reply.State.DELIVERED
    assert len(outbox.sent_texts) == 1


def test_of_two_equal_texts_the_history_shows_only_the_one_that_it_took(outbox: Outbox) -> None:
    accepted = outbox.deliver(outbox.write("Добрый день!"))
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    refused = outbox.deliver(outbox.write("Добрый день!"))

    outbox.look()

    assert outbox.fresh(accepted).state == Reply.State.DELIVERED
    assert outbox.fresh(refused).state == Reply.State.FAILED


def test_a_file_is_recognised_by_its_name_and_its_bytes_are_dropped(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.attach("чек.pdf"))
    assert Upload.objects.count() == 1

    outbox.look()

    delivered = outbox.fresh(reply)
    assert delivered.state == Reply.State.DELIVERED
    assert (delivered.file_name, delivered.file_size) == ("чек.pdf", len(b"%PDF-1.7 receipt"))
    assert Upload.objects.count() == 0


def test_an_echo_after_the_reply_was_given_up_delivers_it_and_withdraws_the_retry(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 20
    reply = outbox.write()
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    outbox.deliver(reply)
    assert wait_until_given_up(outbox, reply).error_code == "not_seen"

    outbox.marketplace.echoes_after_reads = 0
    for _ in range(20):
        outbox.look()

    delivered = outbox.fresh(reply)
    assert (delivered.state, delivered.error_code) == (Reply.State.DELIVERED, "")


def test_a_retry_that_finds_the_echo_first_sends_nothing(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 8
    reply = outbox.write()
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    outbox.deliver(reply)
    assert wait_until_given_up(outbox, reply).state == Reply.State.FAILED

    outbox.marketplace._unseen.clear()
    outbox.retry(reply)
    delivered = outbox.deliver(reply)

    assert delivered.state == Reply.State.DELIVERED
    assert len(outbox.sent_texts) == 1


def test_the_second_echo_of_a_repeated_reply_is_a_duplicate_and_no_new_answer(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 100
    reply = outbox.write()
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    outbox.deliver(reply)
    wait_until_given_up(outbox, reply)
    outbox.retry(reply)
    outbox.deliver(reply)

    outbox.marketplace._unseen.clear()
    outbox.look()

    first, second = outbox.seller_messages()
    assert outbox.fresh(reply).message == first
    assert ReplyEcho.objects.get().message == second
    assert len(outbox.sent_texts) == 2


def test_linking_tells_the_feed_of_reply_message_and_chat(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.write())
    Change.objects.all().delete()

    outbox.look()

    message = Message.objects.get(reply=reply)
    told = set(Change.objects.values_list("kind", "reply_id", "message_id"))
    assert {
        ("reply.updated", reply.pk, None),
        ("message.updated", None, message.pk),
        ("message.created", None, message.pk),
        ("chat.updated", None, None),
    } <= told
