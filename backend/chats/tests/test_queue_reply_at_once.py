from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from chats.models import Chat, Reply
from chats.services.refusals import IdempotencyKeyReused
from chats.services.replies import NewReply, QueuedReply, queue_reply
from chats.tests.factories import make_chat, make_message
from conftest import Queued

REQUESTS = 4


@pytest.mark.django_db(transaction=True)
def test_the_same_key_many_times_at_once_makes_one_reply(
    workspace: Workspace, agent_member: Membership, queued: Queued
) -> None:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    new = NewReply(key=uuid4(), text="Да, подойдёт.")
    author = Actor.for_member(agent_member)
    together = Barrier(REQUESTS)

    def ask() -> QueuedReply:
        together.wait(timeout=10)
        try:
            return queue_reply(chat=chat, author=author, new=new, now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(REQUESTS) as pool:
        answers = [future.result(timeout=20) for future in [pool.submit(ask) for _ in range(REQUESTS)]]

    assert Reply.objects.count() == 1
    assert len({answer.reply.pk for answer in answers}) == 1
    assert sorted(answer.is_replayed for answer in answers) == [False, True, True, True]
    assert [name for name, _ in queued] == ["chats.deliver_reply"]


@pytest.mark.django_db(transaction=True)
def test_the_same_key_for_two_chats_at_once_is_taken_for_one_of_them(
    workspace: Workspace, agent_member: Membership, queued: Queued
) -> None:
    first = make_chat(workspace=workspace)
    chats = [first, make_chat(account=first.chat_account)]
    new = NewReply(key=uuid4(), text="Да, подойдёт.")
    author = Actor.for_member(agent_member)
    together = Barrier(len(chats))

    def ask(chat: Chat) -> str:
        together.wait(timeout=10)
        try:
            queue_reply(chat=chat, author=author, new=new, now=timezone.now())
        except IdempotencyKeyReused:
            return "reused"
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(len(chats)) as pool:
        answers = [future.result(timeout=20) for future in [pool.submit(ask, chat) for chat in chats]]

    assert sorted(answers) == ["reused", "taken"]
    assert Reply.objects.count() == 1
