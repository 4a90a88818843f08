"""Who may read reports: every endpoint as an agent, as nobody, as a stranger, and with keys of every scope."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.tests.factories import NOW, make_account
from chats.tests.reports.conversations import DAY, HOUR, ask

ENDPOINTS = [
    "response-times",
    "response-times?group=account",
    "response-times.csv",
    "baseline",
    "marketplace-ratings",
    "obligations",
    "obligations.csv",
    "worst-chats",
]


@pytest.fixture(autouse=True)
def _answered_yesterday(workspace: Workspace) -> None:
    ask(make_account(workspace=workspace), at=NOW - DAY, answered_after=HOUR)


@pytest.mark.parametrize("path", ENDPOINTS)
def test_an_agent_may_read_every_report(agent: APIClient, path: str) -> None:
    assert agent.get(f"/api/v1/reports/{path}").status_code == 200


@pytest.mark.parametrize("path", ENDPOINTS)
def test_a_key_needs_the_scope_of_reports(api_key_client: Callable[..., APIClient], path: str) -> None:
    refused = api_key_client("chats:read").get(f"/api/v1/reports/{path}")
    admitted = api_key_client("reports:read").get(f"/api/v1/reports/{path}")

    assert refused.status_code == 403
    assert refused.json()["errors"][0]["code"] == "scope_missing"
    assert admitted.status_code == 200


@pytest.mark.parametrize("path", ENDPOINTS)
def test_nobody_is_asked_to_sign_in(anonymous: APIClient, path: str) -> None:
    assert anonymous.get(f"/api/v1/reports/{path}").status_code == 401


def test_a_stranger_sees_only_emptiness(stranger: APIClient) -> None:
    report = stranger.get("/api/v1/reports/response-times").json()
    by_account = stranger.get("/api/v1/reports/response-times?group=account").json()

    assert (report["total"]["n"], report["dialogs"]["n"], by_account["groups"]) == (0, 0, [])
    assert stranger.get("/api/v1/reports/obligations").json()["results"] == []
    assert stranger.get("/api/v1/reports/baseline").json()["accounts"] == []
    assert stranger.get("/api/v1/reports/marketplace-ratings").json()["accounts"] == []


def test_a_foreign_account_chooses_nothing(stranger: APIClient, workspace: Workspace) -> None:
    account = workspace.chat_accounts.get()

    report = stranger.get(f"/api/v1/reports/response-times?chat_account={account.pk}").json()

    assert report["total"]["n"] == 0
