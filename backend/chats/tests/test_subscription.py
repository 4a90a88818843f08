"""What a workspace without a paid subscription may still do with its chats."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django_celery_beat.models import PeriodicTask
from rest_framework.test import APIClient

from accounts.models import Workspace
from billing.models import Plan
from billing.services.subscriptions import grant_access
from billing.services.tending import TIME, tend_subscriptions
from billing.tests.money import make_subscription
from chats.models import Chat, ChatAccount, Reply
from chats.services.reply_claims import claim_reply
from chats.services.schedules import name_of, schedule_looks
from chats.tests.factories import make_account, make_chat, make_message, make_reply
from conftest import Queued

DAY = timedelta(days=1)


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(account=make_account(workspace=workspace))
    make_message(chat=chat)
    return chat


def end_trial(workspace: Workspace, *, days_ago: int) -> None:
    ended = timezone.now() - days_ago * DAY
    make_subscription(workspace=workspace, trial_started_at=ended - 14 * DAY, trial_ends_at=ended)


def send(client: APIClient, chat: Chat) -> tuple[int, str]:
    response = client.post(
        f"/api/v1/chats/{chat.pk}/replies", {"text": "Здравствуйте!"}, headers={"Idempotency-Key": str(uuid4())}
    )
    return response.status_code, response.json().get("errors", [{"code": ""}])[0]["code"]


def test_after_the_grace_sending_is_refused_and_reading_goes_on(
    agent: APIClient, workspace: Workspace, chat: Chat
) -> None:
    end_trial(workspace, days_ago=4)
    failed = make_reply(chat=chat, state=Reply.State.FAILED)

    answer = send(agent, chat)

    retried = agent.post(f"/api/v1/replies/{failed.pk}/retry")
    shown = agent.get(f"/api/v1/chats/{chat.pk}").json()
    assert answer == (409, "subscription_required")
    assert (retried.status_code, retried.json()["errors"][0]["code"]) == (409, "subscription_required")
    assert (shown["can_send"], shown["send_blocked_code"]) == (False, "subscription_required")
    assert agent.get(f"/api/v1/chats/{chat.pk}/messages").status_code == 200
    assert agent.get("/api/v1/me").json()["access"]["state"] == "read_only"
    assert not Reply.objects.filter(state=Reply.State.QUEUED).exists()


def test_in_the_grace_replies_are_taken(agent: APIClient, workspace: Workspace, chat: Chat, queued: Queued) -> None:
    end_trial(workspace, days_ago=2)

    assert send(agent, chat) == (202, "")


def test_a_reply_that_was_taken_leaves_although_the_time_ended_meanwhile(workspace: Workspace, chat: Chat) -> None:
    reply = make_reply(chat=chat, queued_at=timezone.now())
    end_trial(workspace, days_ago=4)

    assert claim_reply(reply_id=reply.pk, now=timezone.now()) is not None


def test_after_thirty_more_days_sync_pauses_and_a_payment_starts_it_again(
    owner: APIClient, workspace: Workspace, chat: Chat, queued: Queued
) -> None:
    account = chat.chat_account
    schedule_looks(account)
    by_hand = make_account(workspace=workspace, state=ChatAccount.State.PAUSED)
    end_trial(workspace, days_ago=33)

    tend_subscriptions(now=timezone.now())

    account.refresh_from_db()
    resumed = owner.patch(f"/api/v1/chat-accounts/{account.pk}", {"paused": False})
    assert (account.state, account.state_code) == ("paused", "subscription_required")
    assert not PeriodicTask.objects.get(name=name_of(account)).enabled
    assert (resumed.status_code, resumed.json()["errors"][0]["code"]) == (409, "subscription_required")

    now = timezone.now()
    plan = Plan.objects.get(code="shop")
    grant_access(workspace=workspace, plan=plan, until=now + DAY, author=TIME, reason="оплата", now=now)

    account.refresh_from_db()
    by_hand.refresh_from_db()
    assert (account.state, account.state_code) == ("active", "")
    assert PeriodicTask.objects.get(name=name_of(account)).enabled
    assert by_hand.state == "paused"
