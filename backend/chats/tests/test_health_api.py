from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.tests.factories import make_workspace
from chats.models import SyncState
from chats.tests.factories import make_account, make_chat, make_reply
from chats.tests.moving_clock import MovingClock
from core import heartbeat

HEALTH = "/api/v1/health"


def test_health_tells_the_age_of_the_data_of_each_account(
    agent: APIClient, workspace: Workspace, clock: MovingClock
) -> None:
    account = make_account(workspace=workspace)
    make_account(workspace=workspace, disconnected_at=clock.now())
    SyncState.objects.update(fresh_at=clock.now() - timedelta(seconds=400), last_error_code="marketplace_unavailable")

    health = agent.get(HEALTH).json()

    assert health["workspace"] == workspace.slug
    assert [shown["id"] for shown in health["accounts"]] == [str(account.pk)]
    assert health["accounts"][0]["age_seconds"] == 400
    assert health["accounts"][0]["delayed"] is True
    assert health["accounts"][0]["last_error_code"] == "marketplace_unavailable"


def test_health_counts_the_replies_that_are_not_done(agent: APIClient, workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    for state in ("queued", "queued", "failed", "delivered", "accepted"):
        make_reply(chat=chat, state=state)

    assert agent.get(HEALTH).json()["replies"] == {"queued": 2, "sending": 0, "unclear": 0, "failed": 1}


def test_health_says_which_parts_are_down(agent: APIClient) -> None:
    heartbeat.beat(["beat", "worker:replies"])

    parts = agent.get(HEALTH).json()["parts"]

    assert parts == {"database": "ok", "redis": "ok", "worker": "down", "beat": "ok"}


def test_health_answers_without_redis(agent: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.heartbeat.alive", no_redis)

    response = agent.get(HEALTH)

    assert response.status_code == 200
    assert response.json()["parts"] == {"database": "ok", "redis": "down", "worker": "down", "beat": "down"}


def no_redis(_: list[str]) -> dict[str, bool]:
    from redis.exceptions import ConnectionError as RedisConnectionError

    raise RedisConnectionError


def test_health_is_that_of_the_own_workspace(stranger: APIClient, workspace: Workspace) -> None:
    make_account(workspace=workspace)
    make_reply(chat=make_chat(account=make_account(workspace=make_workspace())), state="failed")

    health = stranger.get(HEALTH).json()

    assert health["accounts"] == []
    assert health["replies"]["failed"] == 0
