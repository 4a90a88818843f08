"""The database is away for a minute while a reply is on its way."""

import pytest
from django.db import OperationalError

from chats.models import Reply
from chats.tests.outbox import Outbox

AWAY_SECONDS = 60


def refuse(*args: object, **kwargs: object) -> None:
    raise OperationalError("the database is away")


def lose_database_at(outbox: Outbox, reply: Reply, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(place, refuse)
        with pytest.raises(OperationalError):
            outbox.deliver(reply)
    outbox.clock.pass_time(AWAY_SECONDS)


def live_on(outbox: Outbox, reply: Reply) -> Reply:
    """Sweeps, deliveries and looks of the next quarter of an hour."""
    for _ in range(15):
        outbox.clock.pass_time(60)
        outbox.sweep()
        outbox.deliver(reply)
        outbox.check(reply)
    return outbox.fresh(reply)


@pytest.mark.parametrize("place", ["chats.sync.delivery.claim_reply", "chats.services.reply_claims._take"])
def test_an_outage_before_the_send_only_delays_the_reply(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    reply = outbox.write()

    lose_database_at(outbox, reply, place, monkeypatch)
    assert outbox.fresh(reply).state == Reply.State.QUEUED
    settled = live_on(outbox, reply)

    assert settled.state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]


@pytest.mark.parametrize(
    "place", ["chats.sync.delivery.outcomes.accept", "chats.services.reply_outcomes.refresh_clock"]
)
def test_an_outage_after_the_send_ends_delivered_and_sent_once(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    reply = outbox.write()

    lose_database_at(outbox, reply, place, monkeypatch)
    assert outbox.fresh(reply).state == Reply.State.SENDING
    settled = live_on(outbox, reply)

    assert settled.state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]
