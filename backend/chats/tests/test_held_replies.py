"""A reply that its author may still take back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor, make_workspace
from chats.models import Chat, Reply
from chats.services.refusals import ReplyNotCancellable
from chats.services.replies import delete_reply
from chats.services.reply_claims import claim_reply
from chats.tests.factories import make_account, make_chat, make_message, make_reply
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from conftest import Queued
from core import queue


@pytest.fixture
def countdowns(monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    """After how many seconds each announced task is to run."""
    seconds: list[float | None] = []
    monkeypatch.setattr(queue, "_schedule", lambda call: seconds.append(call.countdown))
    return seconds


@pytest.fixture
def hesitant(outbox: Outbox) -> Outbox:
    """Its author takes ten seconds to think again."""
    assert outbox.author.user is not None
    outbox.author.user.undo_seconds = 10
    return outbox


def send(client: APIClient, chat: Chat) -> Any:
    return client.post(
        f"/api/v1/chats/{chat.pk}/replies", {"text": "Отправим сегодня."}, headers={"Idempotency-Key": str(uuid4())}
    ).json()


def test_a_reply_of_a_member_waits_as_long_as_they_chose(
    agent: APIClient, agent_member: Membership, countdowns: list[float | None]
) -> None:
    chat = make_chat(workspace=agent_member.workspace)
    agent_member.user.undo_seconds = 5
    agent_member.user.save()

    answer = send(agent, chat)

    reply = Reply.objects.get()
    assert reply.send_after == reply.queued_at + timedelta(seconds=5)
    assert (answer["state"], answer["send_after"]) == ("queued", reply.send_after.isoformat().replace("+00:00", "Z"))
    assert countdowns == [5]


def test_a_reply_of_an_api_key_goes_at_once(
    api_key_client: Callable[..., APIClient], workspace: Workspace, countdowns: list[float | None]
) -> None:
    chat = make_chat(workspace=workspace)

    answer = send(api_key_client(), chat)

    assert answer["send_after"] is None
    assert countdowns == [None]


def test_nothing_takes_a_held_reply_before_its_time(hesitant: Outbox, clock: MovingClock, queued: Queued) -> None:
    reply = hesitant.write()
    queued.clear()
    clock.pass_time(9)

    early = hesitant.deliver(reply)
    hesitant.sweep()
    queued_early = list(queued)
    clock.pass_time(1)
    late = hesitant.deliver(reply)

    assert (early.state, early.attempt_count, queued_early) == (Reply.State.QUEUED, 0, [])
    assert late.state == Reply.State.ACCEPTED
    assert hesitant.sent_texts == [reply.text]


def test_a_held_reply_whose_task_was_lost_is_sent_by_the_sweeper(
    hesitant: Outbox, clock: MovingClock, queued: Queued
) -> None:
    reply = hesitant.write()
    queued.clear()
    clock.pass_time(16)

    hesitant.sweep()

    assert queued == [("chats.deliver_reply", {"reply_id": reply.pk})]


def test_a_reply_taken_back_in_time_leaves_nothing_behind_and_lets_the_next_go(
    hesitant: Outbox, clock: MovingClock, queued: Queued
) -> None:
    first, second = hesitant.write("Отправим вчера."), hesitant.write("Отправим завтра.")
    clock.pass_time(4)

    delete_reply(reply=first, author=hesitant.author)
    clock.pass_time(6)
    hesitant.deliver(second)

    assert list(Reply.objects.values_list("pk", flat=True)) == [second.pk]
    assert hesitant.sent_texts == ["Отправим завтра."]


def test_a_retry_is_not_held_again(hesitant: Outbox, clock: MovingClock) -> None:
    reply = hesitant.write()
    Reply.objects.filter(pk=reply.pk).update(state=Reply.State.FAILED, error_code="not_sent_in_time")

    retried = hesitant.retry(hesitant.fresh(reply))

    assert retried.send_after is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_taking_back_and_sending_at_once_have_one_winner(queued: Queued, _round: int) -> None:
    workspace = make_workspace()
    chat = make_chat(account=make_account(workspace=workspace))
    make_message(chat=chat)
    author = make_actor(workspace=workspace)
    now = timezone.now()
    reply = make_reply(chat=chat, author=author, queued_at=now, send_after=now)
    together = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        taken_back = pool.submit(_at_once, together, lambda: _take_back(reply, author))
        claimed = pool.submit(_at_once, together, lambda: claim_reply(reply_id=reply.pk, now=now) is not None)
        won = [taken_back.result(timeout=20), claimed.result(timeout=20)]

    left = list(Reply.objects.values_list("state", flat=True))
    assert (won, left) in (([True, False], []), ([False, True], ["sending"]))


def _at_once(together: Barrier, act: Callable[[], bool]) -> bool:
    together.wait(timeout=10)
    try:
        return act()
    finally:
        connection.close()


def _take_back(reply: Reply, author: Actor) -> bool:
    try:
        delete_reply(reply=reply, author=author)
    except ReplyNotCancellable:
        return False
    return True
