from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry
from chats.models import Change, ChatAccount, Reply, Upload
from chats.services.replies import delete_reply
from chats.sync.delivery import deliver
from chats.tests.factories import connect_to
from chats.tests.outbox import Outbox
from conftest import Queued
from connectors.errors import OutcomeUnknown, Rejected


@pytest.fixture
def failed(outbox: Outbox) -> Reply:
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    return outbox.deliver(outbox.write())


def test_a_failed_reply_goes_out_again_in_the_same_row(
    agent: APIClient, outbox: Outbox, failed: Reply, queued: Queued
) -> None:
    queued.clear()

    response = agent.post(f"/api/v1/replies/{failed.pk}/retry")
    sent = outbox.deliver(failed)

    assert response.status_code == 202
    assert response.json()["state"] == "queued"
    assert response.json()["error_code"] is None
    assert queued[0] == ("chats.deliver_reply", {"reply_id": failed.pk})
    assert sent.state == Reply.State.ACCEPTED
    assert [attempt.outcome for attempt in sent.attempts.order_by("number")] == ["failed", "accepted"]
    assert AuditEntry.objects.filter(action="reply.retried", object_id=str(failed.pk)).exists()


def test_a_retry_reads_the_history_before_it_sends(agent: APIClient, outbox: Outbox, failed: Reply) -> None:
    reads_before = outbox.marketplace.calls.count("history")
    agent.post(f"/api/v1/replies/{failed.pk}/retry")

    outbox.deliver(failed)

    assert outbox.marketplace.calls.count("history") == reads_before + 1


def test_a_retry_has_fifteen_minutes_of_its_own(agent: APIClient, outbox: Outbox, failed: Reply) -> None:
    outbox.clock.pass_time(3600)
    agent.post(f"/api/v1/replies/{failed.pk}/retry")
    outbox.clock.pass_time(30)

    outbox.sweep()

    assert outbox.deliver(failed).state == Reply.State.ACCEPTED


@pytest.mark.parametrize("state", ["queued", "sending", "accepted", "delivered", "unclear"])
def test_only_a_failed_reply_can_be_sent_again(agent: APIClient, outbox: Outbox, state: str) -> None:
    reply = outbox.write()
    Reply.objects.filter(pk=reply.pk).update(state=state)

    response = agent.post(f"/api/v1/replies/{reply.pk}/retry")

    assert response.status_code == 409
    assert response.json()["errors"][0]["code"] == "reply_not_retryable"


def test_a_retry_in_a_paused_account_is_refused(agent: APIClient, outbox: Outbox, failed: Reply) -> None:
    ChatAccount.objects.filter(pk=outbox.account.pk).update(state=ChatAccount.State.PAUSED)

    response = agent.post(f"/api/v1/replies/{failed.pk}/retry")

    assert response.json()["errors"][0]["code"] == "account_paused"
    assert outbox.fresh(failed).state == Reply.State.FAILED


@pytest.mark.parametrize("state", ["queued", "failed"])
def test_a_reply_that_has_not_left_can_be_taken_back(agent: APIClient, outbox: Outbox, state: str) -> None:
    reply = outbox.attach()
    Reply.objects.filter(pk=reply.pk).update(state=state)
    Change.objects.all().delete()

    response = agent.delete(f"/api/v1/replies/{reply.pk}")

    assert response.status_code == 204
    assert not Reply.objects.exists()
    assert not Upload.objects.exists()
    assert Change.objects.filter(kind="reply.updated", reply_id=reply.pk).exists()
    assert outbox.marketplace.accepted == []


@pytest.mark.parametrize("state", ["sending", "accepted", "delivered", "unclear"])
def test_a_reply_that_may_have_left_cannot_be_taken_back(agent: APIClient, outbox: Outbox, state: str) -> None:
    reply = outbox.write()
    Reply.objects.filter(pk=reply.pk).update(state=state)

    response = agent.delete(f"/api/v1/replies/{reply.pk}")

    assert response.status_code == 409
    assert response.json()["errors"][0]["code"] == "reply_not_cancellable"
    assert Reply.objects.filter(pk=reply.pk).exists()


def test_a_task_that_comes_after_the_deletion_sends_nothing(outbox: Outbox) -> None:
    reply = outbox.write()
    delete_reply(reply=reply, author=outbox.author)

    deliver(reply_id=reply.pk, connect=connect_to(outbox.marketplace))

    assert outbox.sent_texts == []


def test_deleting_the_failed_reply_releases_the_next(
    agent: APIClient, outbox: Outbox, failed: Reply, queued: Queued
) -> None:
    following = outbox.write("Отправим завтра.")
    queued.clear()

    agent.delete(f"/api/v1/replies/{failed.pk}")

    assert queued == [("chats.deliver_reply", {"reply_id": following.pk})]
    assert outbox.deliver(following).state == Reply.State.ACCEPTED


def test_an_unclear_reply_followed_by_a_refused_retry_can_still_be_recognised(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 1000
    reply = outbox.write()
    outbox.marketplace.lose_next_answer(OutcomeUnknown("answer_lost"))
    outbox.deliver(reply)
    Reply.objects.filter(pk=reply.pk).update(state=Reply.State.FAILED, error_code="not_seen")
    outbox.retry(reply)
    outbox.marketplace.fail("send", Rejected("chat_disabled", status=400))
    assert outbox.deliver(reply).error_code == "chat_disabled"

    outbox.marketplace._unseen.clear()
    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.DELIVERED


def test_a_deleted_key_may_be_used_again(agent: APIClient, outbox: Outbox) -> None:
    key = uuid4()
    first = outbox.ask(key=key).reply
    delete_reply(reply=first, author=outbox.author)

    again = outbox.ask(key=key)

    assert not again.is_replayed
    assert again.reply.queued_at - timezone.now() < timedelta(seconds=1)
