"""The process dies between two lines; what comes after it must neither send twice nor lose the text."""

from collections.abc import Callable

import pytest

from chats.models import Reply
from chats.sync import delivery
from chats.tests.outbox import Outbox
from conftest import Queued
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace


class ProcessDied(BaseException):
    """Nothing in the product may catch this, as nothing catches SIGKILL."""


def die(*args: object, **kwargs: object) -> None:
    raise ProcessDied


def recover(outbox: Outbox, reply: Reply) -> Reply:
    """What the running installation does afterwards, for half an hour: sweeps, deliveries and looks."""
    for _ in range(15):
        outbox.clock.pass_time(120)
        outbox.sweep()
        outbox.deliver(reply)
        outbox.check(reply)
    return outbox.fresh(reply)


def crash(outbox: Outbox, reply: Reply) -> None:
    with pytest.raises(ProcessDied):
        outbox.deliver(reply)


def test_death_before_the_claim_only_delays_the_reply(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = outbox.write()
    with monkeypatch.context() as patched:
        patched.setattr(delivery, "claim_reply", die)
        crash(outbox, reply)

    recovered = recover(outbox, reply)

    assert recovered.state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


def test_death_inside_the_claim_leaves_no_trace_of_it(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = outbox.write()
    with monkeypatch.context() as patched:
        patched.setattr("chats.services.reply_claims.announce", die)
        crash(outbox, reply)

    assert outbox.fresh(reply).state == Reply.State.QUEUED
    assert outbox.fresh(reply).attempt_count == 0
    assert recover(outbox, reply).state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


def test_death_after_the_claim_and_before_the_send_fails_the_reply_with_its_text(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = outbox.write()
    with monkeypatch.context() as patched:
        patched.setattr(FakeConnector, "send", die)
        crash(outbox, reply)
    assert outbox.fresh(reply).state == Reply.State.SENDING

    recovered = recover(outbox, reply)

    assert (recovered.state, recovered.error_code) == (Reply.State.FAILED, "not_seen")
    assert recovered.text == reply.text
    assert outbox.sent_texts == []


@pytest.mark.parametrize(
    "dies_in",
    [
        pytest.param("chats.sync.delivery.outcomes.accept", id="before the outcome is written"),
        pytest.param("chats.services.reply_outcomes.refresh_clock", id="while the outcome is written"),
        pytest.param("chats.services.reply_outcomes.enqueue_next", id="just before the commit"),
    ],
)
def test_death_after_the_send_ends_delivered_and_sent_once(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch, dies_in: str
) -> None:
    reply = outbox.write()
    with monkeypatch.context() as patched:
        patched.setattr(dies_in, die)
        crash(outbox, reply)
    assert outbox.fresh(reply).state == Reply.State.SENDING

    recovered = recover(outbox, reply)

    assert recovered.state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


def test_death_while_a_lost_answer_is_noted_ends_delivered_and_sent_once(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = outbox.write()

    def take_and_die(self: FakeMarketplace, chat_id: str, part: object) -> None:
        accept(self, chat_id, part)
        raise ProcessDied

    accept: Callable[..., None] = FakeMarketplace.accept
    with monkeypatch.context() as patched:
        patched.setattr(FakeMarketplace, "accept", take_and_die)
        crash(outbox, reply)

    assert recover(outbox, reply).state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


def test_a_sender_that_comes_back_after_it_was_given_up_settles_its_reply(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = outbox.write()

    def sleep_and_sweep(part: object) -> None:
        outbox.clock.pass_time(200)
        outbox.sweep()

    monkeypatch.setattr("connectors.testing.fake.refuse_unsendable", sleep_and_sweep)
    settled = outbox.deliver(reply)

    assert settled.state == Reply.State.ACCEPTED
    assert settled.unclear_at is not None


def test_a_task_that_the_broker_lost_is_brought_back(outbox: Outbox, queued: Queued) -> None:
    reply = outbox.write()
    queued.clear()
    outbox.clock.pass_time(16)

    outbox.sweep()

    assert queued == [("chats.deliver_reply", {"reply_id": reply.pk})]


def test_a_reply_that_could_not_be_handed_over_in_15_minutes_fails_with_its_text(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.clock.pass_time(15 * 60 + 1)

    outbox.sweep()

    failed = outbox.fresh(reply)
    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "not_sent_in_time")
    assert failed.text == reply.text


def test_a_late_task_does_not_send_what_is_over_time(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.clock.pass_time(15 * 60 + 1)

    failed = outbox.deliver(reply)

    assert failed.error_code == "not_sent_in_time"
    assert outbox.sent_texts == []
