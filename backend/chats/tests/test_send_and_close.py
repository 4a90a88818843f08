"""«Send and close»: the chat closes once the marketplace shows the answer, and never instead of one."""

from uuid import uuid4

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry
from chats.models import Chat, Reply
from chats.services.replies import NewReply, queue_reply
from chats.tests.outbox import Outbox
from connectors.errors import ConnectorError, OutcomeUnknown, Rejected
from sla.models import Obligation


def write(outbox: Outbox, text: str = "Отправим сегодня вечером.") -> Reply:
    outbox.chat.refresh_from_db()
    new = NewReply(key=uuid4(), text=text, then_close=True)
    return queue_reply(chat=outbox.chat, author=outbox.author, new=new, now=timezone.now()).reply


def test_the_chat_closes_with_its_answer_in_sight_and_the_debt_is_met(outbox: Outbox) -> None:
    reply = outbox.deliver(write(outbox))
    accepted = Chat.objects.get(pk=outbox.chat.pk).status

    outbox.look()

    assert (accepted, outbox.chat.status) == (Chat.Status.OPEN, Chat.Status.CLOSED)
    assert outbox.fresh(reply).state == Reply.State.DELIVERED
    assert Obligation.objects.get(chat=outbox.chat).state == "met"
    assert AuditEntry.objects.get(action="chat.closed").actor_name == outbox.author.name


def test_a_buyer_who_wrote_since_keeps_it_open(outbox: Outbox) -> None:
    reply = write(outbox)
    outbox.marketplace.buyer_writes(outbox.chat.external_id, "И ещё вопрос")
    outbox.deliver(reply)

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.DELIVERED
    assert outbox.chat.status == Chat.Status.OPEN


def test_what_is_still_to_be_sent_keeps_it_open(outbox: Outbox) -> None:
    first = write(outbox)
    second = write(outbox, "И вот чек.")
    outbox.deliver(first)
    outbox.look()
    between = outbox.chat.status

    outbox.deliver(second)
    outbox.look()

    assert (between, outbox.chat.status) == (Chat.Status.OPEN, Chat.Status.CLOSED)


@pytest.mark.parametrize("trouble", [Rejected("chat_closed"), OutcomeUnknown("answer_lost")])
def test_an_answer_that_nobody_saw_closes_nothing(outbox: Outbox, trouble: ConnectorError) -> None:
    reply = write(outbox)
    outbox.marketplace.fail("send", trouble)

    outbox.deliver(reply)

    assert outbox.fresh(reply).state in Reply.NEEDS_A_PERSON
    assert Chat.objects.get(pk=outbox.chat.pk).status == Chat.Status.OPEN
    assert Obligation.objects.get(chat=outbox.chat).state == "open"


def test_the_wish_belongs_to_the_body_of_the_request(outbox: Outbox, agent: APIClient) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    url = f"/api/v1/chats/{outbox.chat.pk}/replies"

    taken = agent.post(url, {"text": "Отправим!", "then_close": True}, format="json", headers=headers)
    other = agent.post(url, {"text": "Отправим!"}, format="json", headers=headers)

    assert (taken.status_code, taken.json()["then_close"]) == (202, True)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "idempotency_key_reused")
