from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_workspace
from chats.models import Reply, ReplyAttempt
from chats.services.reply_claims import claim_reply
from chats.sync.delivery import deliver
from chats.tests.factories import connect_to, make_account, make_chat, make_message, make_reply
from chats.tests.outbox import Outbox
from conftest import Queued
from connectors.errors import OutcomeUnknown, Rejected
from connectors.testing.fake_marketplace import FakeMarketplace

WORKERS = 4
Result = TypeVar("Result")


def test_the_second_reply_waits_until_the_first_is_accepted(outbox: Outbox) -> None:
    first, second = outbox.write("Добрый день!"), outbox.write("Отправим сегодня.")

    too_early = outbox.deliver(second)
    outbox.deliver(first)
    in_turn = outbox.deliver(second)

    assert too_early.state == Reply.State.QUEUED
    assert in_turn.state == Reply.State.ACCEPTED
    assert outbox.sent_texts == ["Добрый день!", "Отправим сегодня."]


def test_an_accepted_reply_calls_for_the_next(outbox: Outbox, queued: Queued) -> None:
    first, second = outbox.write("Добрый день!"), outbox.write("Отправим сегодня.")
    queued.clear()

    outbox.deliver(first)

    assert ("chats.deliver_reply", {"reply_id": second.pk}) in queued


def test_a_failed_reply_holds_those_after_it(outbox: Outbox) -> None:
    first, second = outbox.write("Добрый день!"), outbox.write("Отправим сегодня.")
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    outbox.deliver(first)

    held = outbox.deliver(second)

    assert held.state == Reply.State.QUEUED
    assert outbox.sent_texts == []


def test_an_unclear_reply_holds_those_after_it_until_the_history_shows_it(outbox: Outbox) -> None:
    first, second = outbox.write("Добрый день!"), outbox.write("Отправим сегодня.")
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    outbox.deliver(first)

    held = outbox.deliver(second)
    outbox.clock.pass_time(5)
    outbox.check(first)
    released = outbox.deliver(second)

    assert held.state == Reply.State.QUEUED
    assert released.state == Reply.State.ACCEPTED
    assert outbox.sent_texts == ["Добрый день!", "Отправим сегодня."]


def test_another_chat_is_not_held(outbox: Outbox) -> None:
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    outbox.deliver(outbox.write())
    other_id = outbox.marketplace.open_chat()
    outbox.marketplace.buyer_writes(other_id, "А есть красный?")
    outbox.chat = make_chat(account=outbox.account, external_id=other_id)
    outbox.look()

    assert outbox.deliver(outbox.write("Красного нет.")).state == Reply.State.ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_on_one_reply_one_sends(queued: Queued) -> None:
    marketplace = FakeMarketplace()
    remote_id = marketplace.open_chat()
    chat = make_chat(account=make_account(workspace=make_workspace()), external_id=remote_id)
    make_message(chat=chat)
    reply = make_reply(chat=chat, queued_at=timezone.now())
    together = Barrier(WORKERS)

    def work() -> None:
        together.wait(timeout=10)
        try:
            deliver(reply_id=reply.pk, connect=connect_to(marketplace))
        finally:
            connection.close()

    run_together(work)

    assert len(marketplace.accepted) == 1
    assert Reply.objects.get(pk=reply.pk).state == Reply.State.ACCEPTED
    assert ReplyAttempt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_replies_in_one_chat_only_the_first_can_be_claimed(queued: Queued) -> None:
    chat = make_chat(workspace=make_workspace())
    make_message(chat=chat)
    replies = [
        make_reply(chat=chat, queued_at=timezone.now(), text=text) for text in ("Раз.", "Два.", "Три.", "Четыре.")
    ]
    together = Barrier(WORKERS)
    turns = iter(replies)

    def work() -> int | None:
        mine = next(turns)
        together.wait(timeout=10)
        try:
            claim = claim_reply(reply_id=mine.pk, now=timezone.now())
        finally:
            connection.close()
        return claim.reply_id if claim else None

    assert set(run_together(work)) == {replies[0].pk, None}


def run_together(work: Callable[[], Result]) -> list[Result]:
    with ThreadPoolExecutor(WORKERS) as pool:
        return [future.result(timeout=20) for future in [pool.submit(work) for _ in range(WORKERS)]]
