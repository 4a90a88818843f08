"""One host's clock is off, and it does not know yet: its processes meet those of a right host over the same rows."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from chats.models import Message, Reply
from chats.sync.delivery import deliver
from chats.sync.outbox import sweep
from chats.sync.verification import check_reply
from chats.tests.factories import connect_to
from chats.tests.outbox import Outbox
from connectors.testing.fake_marketplace import FakeMarketplace
from sla.models import Obligation

SKEWS = pytest.mark.parametrize("skew", [timedelta(seconds=-100), timedelta(), timedelta(seconds=100)], ids=str)
TEN_MINUTES = pytest.mark.parametrize("skew", [timedelta(minutes=-10), timedelta(minutes=10)], ids=str)


class WrongHost:
    """Workers whose clock is off."""

    def __init__(self, outbox: Outbox, skew: timedelta) -> None:
        self._connect = connect_to(outbox.marketplace)
        self._skew = skew

    def now(self) -> datetime:
        return timezone.now() + self._skew

    def work(self, reply: Reply) -> None:
        sweep(now=self.now())
        deliver(reply_id=reply.pk, connect=self._connect, clock=self.now)
        check_reply(reply_id=reply.pk, connect=self._connect, clock=self.now)


def live_on(outbox: Outbox, reply: Reply, host: WrongHost) -> Reply:
    """Both hosts work for a quarter of an hour."""
    for _ in range(15):
        outbox.clock.pass_time(60)
        host.work(reply)
        outbox.sweep()
        outbox.deliver(reply)
        outbox.check(reply)
    outbox.look()
    return outbox.fresh(reply)


@SKEWS
def test_a_reply_taken_by_a_host_with_a_wrong_clock_is_delivered_once(outbox: Outbox, skew: timedelta) -> None:
    reply = outbox.write()

    WrongHost(outbox, skew).work(reply)
    settled = live_on(outbox, reply, WrongHost(outbox, skew))

    assert settled.state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


@TEN_MINUTES
def test_ten_minutes_may_leave_it_unrecognised_but_never_send_it_twice(outbox: Outbox, skew: timedelta) -> None:
    reply, host = outbox.write(), WrongHost(outbox, skew)

    host.work(reply)
    settled = live_on(outbox, reply, host)

    assert settled.state in (Reply.State.ACCEPTED, Reply.State.DELIVERED)
    assert outbox.sent_texts == [reply.text]


@TEN_MINUTES
def test_a_reply_in_the_hands_of_a_right_host_is_not_sent_by_the_wrong_one_too(
    outbox: Outbox, skew: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply, host, accept = outbox.write(), WrongHost(outbox, skew), FakeMarketplace.accept

    def accept_while_the_other_works(*arguments: object) -> None:
        accept(*arguments)  # type: ignore[arg-type]
        with monkeypatch.context() as restored:
            restored.setattr(FakeMarketplace, "accept", accept)
            host.work(reply)

    with monkeypatch.context() as patched:
        patched.setattr(FakeMarketplace, "accept", accept_while_the_other_works)
        outbox.deliver(reply)
    settled = live_on(outbox, reply, host)

    assert settled.state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


@TEN_MINUTES
def test_how_long_the_buyer_waited_is_counted_by_the_clock_of_the_marketplace(outbox: Outbox, skew: timedelta) -> None:
    outbox.clock.pass_time(420)
    reply = outbox.write()
    host = WrongHost(outbox, skew)
    host.work(reply)

    live_on(outbox, reply, host)

    [obligation] = Obligation.objects.all()
    asked, answered = Message.objects.in_order()
    assert obligation.state == Obligation.State.MET
    assert obligation.opened_at == asked.sent_at
    assert obligation.answered_at == answered.sent_at
