"""A refusal for the window is timed by our clock, the buyer's next word by the marketplace's, which may be behind."""

from datetime import timedelta

import pytest

from chats.models import Chat, Message
from chats.services.clock import refresh_clock
from chats.tests.outbox import Outbox
from connectors.errors import Rejected
from connectors.records import Author
from sla.models import Obligation

REFUSED = Rejected("reply_window_closed", status=403, detail="access period has expired")
WINDOW = timedelta(hours=48)


@pytest.fixture
def refused(outbox: Outbox) -> Outbox:
    """Shut a moment ago, at a time with a fraction."""
    outbox.clock.pass_time(300.3)
    outbox.marketplace.fail("send", REFUSED)
    outbox.deliver(outbox.write())
    outbox.chat.refresh_from_db()
    assert outbox.chat.window_refused_at == outbox.clock.now()
    return outbox


def hear(outbox: Outbox, *, seconds_after_refusal: float, author: Author = Author.BUYER) -> Message:
    """A word that is shown a minute later with the marketplace's time."""
    refused_at = outbox.clock.now()
    sent_at = refused_at + timedelta(seconds=seconds_after_refusal)
    id_ = outbox.marketplace.write(outbox.chat.external_id, author=author, text="Вы здесь?", sent_at=sent_at)
    outbox.clock.pass_time(60)
    outbox.look()
    return Message.objects.get(external_id=id_)


@pytest.mark.parametrize("seconds", [5, 0, -0.3, -7, -119])
def test_a_word_after_the_refusal_opens_the_window_though_the_marketplace_dates_it_earlier(
    refused: Outbox, seconds: float
) -> None:
    heard = hear(refused, seconds_after_refusal=seconds)

    chat = refused.chat
    assert chat.window_refused_at is None
    assert (chat.window_closes_at, chat.window_is_estimate) == (heard.sent_at + WINDOW, True)
    assert chat.waiting_since == heard.sent_at
    lost, owed = Obligation.objects.filter(chat=chat).order_by("opened_at")
    assert (lost.state, owed.state) == (Obligation.State.LOST, Obligation.State.OPEN)
    assert lost.ended_at is not None
    assert lost.opened_at < lost.ended_at <= heard.sent_at


def test_so_does_every_later_derivation(refused: Outbox) -> None:
    heard = hear(refused, seconds_after_refusal=-7)
    before = list(Obligation.objects.order_by("opened_at").values_list("state", "opened_at", "ended_at"))

    refresh_clock(Chat.objects.select_related("chat_account").get(), now=refused.clock.now())

    assert Chat.objects.get().window_closes_at == heard.sent_at + WINDOW
    assert list(Obligation.objects.order_by("opened_at").values_list("state", "opened_at", "ended_at")) == before


def test_an_older_word_that_is_only_shown_late_opens_nothing(refused: Outbox) -> None:
    refused_at = refused.clock.now()

    hear(refused, seconds_after_refusal=-121)

    assert refused.chat.window_refused_at == refused_at
    assert (refused.chat.window_closes_at, refused.chat.waiting_since) == (refused_at, None)


def test_nor_does_a_word_of_the_seller(refused: Outbox) -> None:
    refused_at = refused.clock.now()

    hear(refused, seconds_after_refusal=5, author=Author.SELLER)

    assert refused.chat.window_refused_at == refused_at


def test_nor_one_that_was_known_when_the_reply_was_refused(outbox: Outbox) -> None:
    outbox.clock.pass_time(60)
    outbox.marketplace.buyer_writes(outbox.chat.external_id, "Вы здесь?")
    outbox.look()
    outbox.clock.pass_time(20)
    outbox.marketplace.fail("send", REFUSED)
    outbox.deliver(outbox.write())
    refused_at = outbox.clock.now()
    outbox.clock.pass_time(60)

    outbox.look()
    refresh_clock(outbox.chat, now=outbox.clock.now())

    outbox.chat.refresh_from_db()
    assert outbox.chat.window_refused_at == refused_at
    assert (outbox.chat.window_closes_at, outbox.chat.waiting_since) == (refused_at, None)
