"""How many cabinets a plan allows, and when the trial begins."""

from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.tests.factories import make_actor
from billing.models import Subscription
from billing.selectors.access import access_of
from billing.services.limits import ChatAccountLimitReached
from billing.tests.factories import make_pilot
from billing.tests.money import make_subscription
from chats.models import ChatAccount
from chats.services.connecting import connect_account
from chats.tests.factories import NOW, make_account
from chats.tests.marketplaces import candidate_for
from conftest import Queued
from connectors.testing.fake_marketplace import FakeMarketplace


def connect(workspace: Workspace) -> ChatAccount:
    candidate = candidate_for(FakeMarketplace(external_id="836144"))
    return connect_account(
        workspace=workspace, actor=make_actor(workspace=workspace), candidate=candidate, title="", now=NOW
    )


def test_the_first_cabinet_begins_the_trial(workspace: Workspace, queued: Queued) -> None:
    connect(workspace)

    subscription = Subscription.objects.get()
    assert subscription.trial_started_at == NOW
    assert (subscription.plan.code, subscription.plan.chat_account_limit) == ("trial", None)


def test_a_pilot_in_which_nothing_was_connected_takes_no_trial_away(workspace: Workspace, queued: Queued) -> None:
    first = NOW.date() - timedelta(days=90)
    make_pilot(workspace=workspace, starts_on=first, ends_on=first + timedelta(days=30), state="finished")

    connect(workspace)

    assert access_of(workspace, NOW).state == "trial"


def test_one_more_than_the_plan_allows_is_refused(workspace: Workspace, owner: APIClient) -> None:
    make_subscription(workspace=workspace)
    for _ in range(2):
        make_account(workspace=workspace)

    with pytest.raises(ChatAccountLimitReached):
        connect(workspace)

    assert ChatAccount.objects.count() == 2
    assert owner.get("/api/v1/me").json()["access"]["chat_account_limit"] == 2


def test_a_disconnected_cabinet_takes_no_place(workspace: Workspace, queued: Queued) -> None:
    make_subscription(workspace=workspace)
    for disconnected_at in (None, NOW):
        make_account(workspace=workspace, disconnected_at=disconnected_at)

    assert connect(workspace).is_live
