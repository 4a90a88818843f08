from datetime import timedelta

import pytest
from django.utils import timezone

from chats.models import ChatAccount, Reply, ReplyAttempt
from chats.sync.connect import connector_for
from chats.sync.delivery import deliver
from chats.tests.factories import make_chat
from chats.tests.outbox import Outbox
from conftest import Queued
from connectors.errors import AuthFailed, ConnectorError, NeverSent, OutcomeUnknown, RateLimited, Rejected
from sla.models import Obligation


def test_a_reply_is_sent_once_and_accepted(outbox: Outbox) -> None:
    reply = outbox.write("Отправим сегодня вечером.")

    delivered = outbox.deliver(reply)

    assert delivered.state == Reply.State.ACCEPTED
    assert delivered.accepted_at == timezone.now()
    assert outbox.sent_texts == ["Отправим сегодня вечером."]
    assert [attempt.outcome for attempt in delivered.attempts.all()] == [ReplyAttempt.Outcome.ACCEPTED]


def test_delivering_an_accepted_reply_again_sends_nothing(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.deliver(reply)

    outbox.deliver(reply)

    assert len(outbox.sent_texts) == 1


def test_an_accepted_reply_stops_the_clock_before_its_echo(outbox: Outbox) -> None:
    assert outbox.chat.due_at is not None

    outbox.deliver(outbox.write())

    outbox.chat.refresh_from_db()
    assert outbox.chat.due_at is None
    assert Obligation.objects.get(chat=outbox.chat).answer_is_provisional


def test_an_accepted_reply_is_looked_for_soon(outbox: Outbox, queued: Queued) -> None:
    reply = outbox.write()

    outbox.deliver(reply)

    assert ("chats.check_reply", {"reply_id": reply.pk}) in queued


def test_a_lost_answer_leaves_the_reply_unclear_and_is_never_sent_again(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))

    unclear = outbox.deliver(reply)
    outbox.clock.pass_time(300)
    outbox.sweep()
    outbox.deliver(reply)

    assert unclear.state == Reply.State.UNCLEAR
    assert unclear.error_code == "outcome_unknown"
    assert len(outbox.sent_texts) == 1


def test_an_unexpected_failure_of_the_call_counts_as_unknown(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = outbox.write()
    monkeypatch.setattr("connectors.testing.fake.refuse_unsendable", lambda part: 1 / 0)

    assert outbox.deliver(reply).state == Reply.State.UNCLEAR


def test_a_rate_limit_puts_the_reply_back_until_the_named_moment(outbox: Outbox) -> None:
    reply = outbox.write()
    until = timezone.now() + timedelta(seconds=20)
    outbox.marketplace.fail("send", RateLimited(until=until, status=429))

    waiting = outbox.deliver(reply)
    too_early = outbox.deliver(reply)
    outbox.clock.pass_time(21)
    sent = outbox.deliver(reply)

    assert (waiting.state, waiting.not_before) == (Reply.State.QUEUED, until)
    assert waiting.error_code == "marketplace_rate_limited"
    assert too_early.state == Reply.State.QUEUED
    assert (sent.state, sent.error_code) == (Reply.State.ACCEPTED, "")
    assert outbox.sent_texts == [reply.text]


def test_waiting_for_the_limit_of_another_call_is_no_attempt(outbox: Outbox) -> None:
    reply = outbox.write()
    until = timezone.now() + timedelta(seconds=20)
    outbox.marketplace.fail("send", RateLimited(until=until))

    waiting = outbox.deliver(reply)
    outbox.clock.pass_time(21)
    sent = outbox.deliver(reply)

    assert (waiting.state, waiting.not_before, waiting.attempt_count) == (Reply.State.QUEUED, until, 0)
    assert sent.state == Reply.State.ACCEPTED
    assert [(attempt.number, attempt.outcome) for attempt in sent.attempts.all()] == [(1, "accepted")]


def test_a_connection_that_was_never_made_is_tried_again_soon(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.marketplace.fail("send", NeverSent("marketplace_unreachable"))

    waiting = outbox.deliver(reply)
    outbox.clock.pass_time(3)
    sent = outbox.deliver(reply)

    assert waiting.state == Reply.State.QUEUED
    assert waiting.left_at is None
    assert sent.state == Reply.State.ACCEPTED
    assert [attempt.outcome for attempt in sent.attempts.order_by("number")] == ["postponed", "accepted"]


def test_a_refused_key_fails_the_reply_and_shuts_the_account_out(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.marketplace.fail("send", AuthFailed("key_deactivated", status=403))

    failed = outbox.deliver(reply)

    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "key_deactivated")
    assert failed.text == reply.text
    assert outbox.account.state == ChatAccount.State.NEEDS_KEY


def test_a_missing_subscription_fails_the_reply_and_is_remembered(outbox: Outbox) -> None:
    outbox.marketplace.subscribed = False

    failed = outbox.deliver(outbox.write())

    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "cannot_send")
    assert outbox.account.state == ChatAccount.State.ACTIVE
    assert not outbox.account.can_send


def test_a_refusal_for_the_window_closes_the_chat_for_replies_until_the_buyer_writes(outbox: Outbox) -> None:
    outbox.marketplace.fail("send", Rejected("reply_window_closed", status=403, detail="access period has expired"))

    failed = outbox.deliver(outbox.write())

    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "reply_window_closed")
    outbox.chat.refresh_from_db()
    assert outbox.chat.window_refused_at == timezone.now()

    outbox.clock.pass_time(60)
    outbox.marketplace.buyer_writes(outbox.chat.external_id, "Ещё вопрос: цвет точно синий?")
    outbox.look()

    assert outbox.chat.window_refused_at is None


def test_a_buyer_who_wrote_during_the_refused_call_keeps_the_window_open(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = outbox.write()
    outbox.marketplace.fail("send", Rejected("reply_window_closed", status=403))

    def write_meanwhile(part: object) -> None:
        outbox.clock.pass_time(1)
        outbox.marketplace.buyer_writes(outbox.chat.external_id, "Уже не нужно ждать?")
        outbox.look()

    monkeypatch.setattr("connectors.testing.fake.refuse_unsendable", write_meanwhile)
    outbox.deliver(reply)

    outbox.chat.refresh_from_db()
    assert outbox.chat.window_refused_at is None


@pytest.mark.parametrize(
    ("refused_with", "shown"),
    [
        ("chat_not_started", "chat_not_started"),
        ("chat_disabled", "chat_disabled"),
        ("chat_not_found", "chat_not_found"),
        ("refused", "send_refused"),
        ("request_invalid", "send_refused"),
    ],
)
def test_any_other_refusal_is_final_and_leaves_the_window_alone(outbox: Outbox, refused_with: str, shown: str) -> None:
    reply = outbox.write()
    outbox.marketplace.fail("send", Rejected(refused_with, status=400))

    failed = outbox.deliver(reply)
    outbox.sweep()
    outbox.deliver(reply)

    assert (failed.state, failed.error_code) == (Reply.State.FAILED, shown)
    outbox.chat.refresh_from_db()
    assert outbox.chat.window_refused_at is None
    assert outbox.sent_texts == []


def test_an_account_paused_meanwhile_refuses_the_queued_reply(outbox: Outbox) -> None:
    reply = outbox.write()
    ChatAccount.objects.filter(pk=outbox.account.pk).update(state=ChatAccount.State.PAUSED)

    failed = outbox.deliver(reply)

    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "account_paused")
    assert outbox.marketplace.calls.count("send") == 0


def test_a_key_that_cannot_be_opened_fails_the_reply_before_it_leaves(outbox: Outbox) -> None:
    reply = outbox.write()
    ChatAccount.objects.filter(pk=outbox.account.pk).update(credentials="sealed with a key that is gone")

    deliver(reply_id=reply.pk, connect=connector_for)

    failed = outbox.fresh(reply)
    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "credentials_unreadable")
    assert failed.attempt_count == 0
    assert outbox.account.state == ChatAccount.State.NEEDS_KEY


def test_a_reply_that_waited_a_minute_is_not_sent_over_a_new_question(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.clock.pass_time(61)
    outbox.marketplace.buyer_writes(outbox.chat.external_id, "Отмените, пожалуйста, заказ")

    failed = outbox.deliver(reply)

    assert (failed.state, failed.error_code) == (Reply.State.FAILED, "chat_changed_before_send")
    assert outbox.sent_texts == []


def test_a_reply_that_waited_a_minute_in_a_quiet_chat_goes_out(outbox: Outbox) -> None:
    reply = outbox.write()
    outbox.clock.pass_time(61)

    assert outbox.deliver(reply).state == Reply.State.ACCEPTED


@pytest.mark.parametrize(
    "failure",
    [
        NeverSent("marketplace_unreachable"),
        Rejected("request_invalid", status=400),
        Rejected("access_denied", status=403),
    ],
)
def test_a_look_before_the_send_that_fails_puts_the_reply_off(outbox: Outbox, failure: ConnectorError) -> None:
    reply = outbox.write()
    outbox.clock.pass_time(61)
    outbox.marketplace.fail("history", failure)

    waiting = outbox.deliver(reply)

    assert waiting.state == Reply.State.QUEUED
    assert waiting.not_before is not None
    assert waiting.error_code == "marketplace_unavailable"
    assert outbox.sent_texts == []


def test_a_refusal_of_every_chat_is_no_verdict_on_a_reply_that_waits(outbox: Outbox) -> None:
    reply = outbox.write()
    make_chat(account=outbox.account, external_id="another", is_listed=True, last_external_id="7")
    outbox.clock.pass_time(61)
    outbox.marketplace.fail("history", Rejected("chat_not_found", status=404), times=2)

    assert outbox.deliver(reply).state == Reply.State.QUEUED


def test_a_trial_run_ends_accepted_without_a_call_and_closes_nothing(outbox: Outbox) -> None:
    ChatAccount.objects.filter(pk=outbox.account.pk).update(sandbox=True)
    calls_before = len(outbox.marketplace.calls)

    simulated = outbox.deliver(outbox.write())

    assert simulated.state == Reply.State.ACCEPTED
    assert simulated.is_simulated
    assert len(outbox.marketplace.calls) == calls_before
    outbox.chat.refresh_from_db()
    assert outbox.chat.due_at is not None
