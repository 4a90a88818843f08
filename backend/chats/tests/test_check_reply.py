from datetime import timedelta

import pytest
from django.utils import timezone

from chats.check_schedule import next_check
from chats.models import Change, ChatAccount, Reply
from chats.sync.reading import read_history
from chats.tests.factories import make_chat
from chats.tests.outbox import Outbox
from conftest import Queued
from connectors.errors import AuthFailed, NeverSent, OutcomeUnknown, Rejected
from connectors.testing.clock import START
from connectors.testing.fake import FakeConnector


@pytest.fixture
def unclear(outbox: Outbox) -> Reply:
    """A reply whose answer was lost, and which the marketplace does not show."""
    outbox.marketplace.echoes_after_reads = 1000
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    return outbox.deliver(outbox.write())


def test_looks_come_soon_at_first_and_end_for_an_accepted_reply() -> None:
    at = START
    moments = []
    while following := next_check(since=START, now=at, goes_on=False):
        at = following
        moments.append((at - START).total_seconds())

    assert moments == [3, 10, 30, 60, 120, 240, 420, 600]


def test_looks_for_an_unclear_reply_go_on() -> None:
    late = START + timedelta(minutes=30)

    assert next_check(since=START, now=late, goes_on=True) == late + timedelta(minutes=2)


def test_an_accepted_reply_is_delivered_by_the_first_look(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.write())
    outbox.clock.pass_time(3)

    assert outbox.check(reply).state == Reply.State.DELIVERED


def test_a_look_before_its_time_is_not_made(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.write())
    calls_before = outbox.marketplace.calls.count("history")

    outbox.check(reply)

    assert outbox.marketplace.calls.count("history") == calls_before


def test_a_look_without_success_appoints_the_next(outbox: Outbox, queued: Queued) -> None:
    outbox.marketplace.echoes_after_reads = 1000
    reply = outbox.deliver(outbox.write())
    queued.clear()
    outbox.clock.pass_time(3)

    checked = outbox.check(reply)

    assert checked.check_at == checked.accepted_at + timedelta(seconds=10)  # type: ignore[operator]
    assert queued == [("chats.check_reply", {"reply_id": reply.pk})]


def test_the_sweeper_brings_lost_looks_back(outbox: Outbox, queued: Queued) -> None:
    reply = outbox.deliver(outbox.write())
    queued.clear()
    outbox.clock.pass_time(20)

    outbox.sweep()

    assert queued == [("chats.check_reply", {"reply_id": reply.pk})]


def test_an_accepted_reply_that_never_shows_up_stays_accepted(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 1000
    reply = outbox.deliver(outbox.write())
    Change.objects.all().delete()

    for _ in range(20):
        outbox.clock.pass_time(60)
        outbox.check(reply)

    waiting = outbox.fresh(reply)
    assert waiting.state == Reply.State.ACCEPTED
    assert waiting.check_at is None
    assert Change.objects.filter(kind="reply.updated", reply_id=reply.pk).exists()


def test_unclear_becomes_not_seen_after_ten_minutes_and_three_complete_reads(outbox: Outbox, unclear: Reply) -> None:
    for seconds in (121, 121, 200):
        outbox.clock.pass_time(seconds)
        outbox.check(unclear)
    too_soon = outbox.fresh(unclear)
    outbox.clock.pass_time(300)
    given_up = outbox.check(unclear)

    assert (too_soon.state, too_soon.reads_since_unclear) == (Reply.State.UNCLEAR, 3)
    assert (given_up.state, given_up.error_code) == (Reply.State.FAILED, "not_seen")
    assert given_up.check_at is None


def test_ten_minutes_without_three_reads_are_not_enough(outbox: Outbox, unclear: Reply) -> None:
    outbox.clock.pass_time(11 * 60)
    outbox.marketplace.fail("history", NeverSent("marketplace_unreachable"), times=5)
    for _ in range(7):
        outbox.clock.pass_time(121)
        outbox.check(unclear)
    after_two_reads = outbox.fresh(unclear)
    outbox.clock.pass_time(121)

    assert (after_two_reads.state, after_two_reads.reads_since_unclear) == (Reply.State.UNCLEAR, 2)
    assert outbox.check(unclear).state == Reply.State.FAILED


@pytest.mark.parametrize("failure", [Rejected("chat_not_found", status=404), Rejected("chat_disabled", status=403)])
def test_a_chat_that_the_marketplace_shows_no_more_does_not_stay_in_doubt_for_ever(
    outbox: Outbox, unclear: Reply, failure: Rejected
) -> None:
    outbox.marketplace.fail("history", failure, times=99)

    for _ in range(5):
        outbox.clock.pass_time(150)
        outbox.check(unclear)

    given_up = outbox.fresh(unclear)
    assert (given_up.state, given_up.error_code) == (Reply.State.FAILED, "not_seen")


@pytest.mark.parametrize(
    "failure",
    [
        Rejected("marketplace_subscription_required", status=403),
        Rejected("access_denied"),
        Rejected("request_invalid", status=400),
    ],
)
def test_a_history_that_is_closed_is_no_proof_that_nothing_arrived(
    outbox: Outbox, unclear: Reply, failure: Rejected
) -> None:
    outbox.marketplace.fail("history", failure, times=99)

    for _ in range(5):
        outbox.clock.pass_time(150)
        outbox.check(unclear)

    assert outbox.fresh(unclear).state == Reply.State.UNCLEAR


def test_where_every_chat_is_said_to_be_gone_nothing_is_proven_of_a_reply(outbox: Outbox, unclear: Reply) -> None:
    other = make_chat(account=outbox.account, external_id=outbox.marketplace.open_chat())
    outbox.marketplace.buyer_writes(other.external_id, "Есть ли размер 52?")
    read_history(FakeConnector(outbox.marketplace), other, now=outbox.clock.now())
    outbox.marketplace.fail("history", Rejected("chat_not_found", status=404), times=99)

    for _ in range(5):
        outbox.clock.pass_time(150)
        outbox.check(unclear)

    assert outbox.fresh(unclear).state == Reply.State.UNCLEAR


def test_one_odd_refusal_while_looking_alarms_nobody(outbox: Outbox, unclear: Reply) -> None:
    outbox.marketplace.fail("history", AuthFailed("key_invalid", status=401))
    outbox.clock.pass_time(5)

    outbox.check(unclear)

    assert outbox.account.state == ChatAccount.State.ACTIVE


def test_a_key_refused_while_looking_shuts_the_account_out(outbox: Outbox, unclear: Reply) -> None:
    outbox.marketplace.fail("*", AuthFailed("key_invalid", status=403), times=2)
    outbox.clock.pass_time(5)

    assert outbox.check(unclear).state == Reply.State.UNCLEAR
    assert outbox.account.state == ChatAccount.State.NEEDS_KEY


def test_an_account_that_is_paused_is_not_asked(outbox: Outbox, unclear: Reply) -> None:
    ChatAccount.objects.filter(pk=outbox.account.pk).update(state=ChatAccount.State.PAUSED)
    calls_before = len(outbox.marketplace.calls)
    outbox.clock.pass_time(5)

    checked = outbox.check(unclear)

    assert len(outbox.marketplace.calls) == calls_before
    assert checked.check_at is not None
    assert checked.check_at > timezone.now()


def test_an_echo_that_comes_minutes_late_is_found_without_any_new_message(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 3
    reply = outbox.deliver(outbox.write())

    for _ in range(10):
        outbox.clock.pass_time(60)
        outbox.check(reply)

    delivered = outbox.fresh(reply)
    assert delivered.state == Reply.State.DELIVERED
    assert delivered.accepted_at is not None
    assert delivered.delivered_at is not None
    assert (delivered.delivered_at - delivered.accepted_at).total_seconds() >= 180
