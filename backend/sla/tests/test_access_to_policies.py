"""Who may do what with targets and hours: every endpoint as a stranger, an agent, nobody, and with keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.tests.factories import make_account
from sla.models import Calendar, Policy
from sla.tests.factories import make_calendar, make_policy

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
WEEK = [[{"opens": "09:00", "closes": "18:00"}]] * 5 + [[], []]


@dataclass(frozen=True)
class Place:
    policy_id: int
    calendar_id: int


@pytest.fixture
def place(workspace: Workspace) -> Place:
    account = make_account(workspace=workspace)
    make_policy(workspace=workspace, since=SINCE)
    policy = make_policy(workspace=workspace, chat_account=account, since=SINCE)
    return Place(policy.pk, make_calendar(workspace=workspace, since=SINCE).pk)


ENDPOINTS: dict[str, tuple[str, str, str, Any]] = {
    "policies": ("GET", "sla/policies", "chats:read", None),
    "new policy": (
        "POST",
        "sla/policies",
        "policies:write",
        {"scope": "marketplace", "marketplace": "ozon", "first_minutes": 60, "next_minutes": 60},
    ),
    "policy": ("GET", "sla/policies/{0.policy_id}", "chats:read", None),
    "change policy": ("PATCH", "sla/policies/{0.policy_id}", "policies:write", {"first_minutes": 30}),
    "delete policy": ("DELETE", "sla/policies/{0.policy_id}", "policies:write", None),
    "recompute": ("POST", "sla/policies/{0.policy_id}/recompute", "policies:write", {"dry_run": False}),
    "calendars": ("GET", "sla/calendars", "chats:read", None),
    "new calendar": (
        "POST",
        "sla/calendars",
        "policies:write",
        {"title": "Будни", "time_zone": "Europe/Moscow", "week": WEEK},
    ),
    "calendar": ("GET", "sla/calendars/{0.calendar_id}", "chats:read", None),
    "change calendar": ("PATCH", "sla/calendars/{0.calendar_id}", "policies:write", {"title": "Смены"}),
    "delete calendar": ("DELETE", "sla/calendars/{0.calendar_id}", "policies:write", None),
    "holidays": ("GET", "sla/holidays?year=2026", "chats:read", None),
    "preview": ("POST", "sla/preview", "policies:write", {}),
}
OF_AN_OBJECT = [name for name, (_, path, _, _) in ENDPOINTS.items() if "{0." in path]
FOR_OWNERS = [name for name, (method, _, _, _) in ENDPOINTS.items() if method != "GET" and name != "preview"]


def call(client: APIClient, name: str, place: Place) -> Any:
    method, path, _, body = ENDPOINTS[name]
    headers = {"If-Match": "*"}
    return getattr(client, method.lower())(f"/api/v1/{path.format(place)}", body, format="json", headers=headers)


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_owner_may_use_every_endpoint(owner: APIClient, place: Place, name: str) -> None:
    assert call(owner, name, place).status_code in {200, 201, 204}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_agent_looks_and_changes_nothing(agent: APIClient, place: Place, name: str) -> None:
    response = call(agent, name, place)

    if name in FOR_OWNERS:
        assert (response.status_code, response.json()["errors"][0]["code"]) == (403, "owner_only")
    else:
        assert response.status_code == 200


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_key_needs_the_scope_of_the_endpoint(
    api_key_client: Callable[..., APIClient], place: Place, name: str
) -> None:
    scope = ENDPOINTS[name][2]
    other = "policies:write" if scope == "chats:read" else "chats:read"

    refused = call(api_key_client(other), name, place)
    admitted = call(api_key_client(scope), name, place)

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "scope_missing")
    assert admitted.status_code in {200, 201, 204}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_nobody_is_asked_to_sign_in(anonymous: APIClient, place: Place, name: str) -> None:
    assert call(anonymous, name, place).status_code == 401


@pytest.mark.parametrize("name", OF_AN_OBJECT)
def test_a_stranger_finds_nothing_and_changes_nothing(stranger: APIClient, place: Place, name: str) -> None:
    response = call(stranger, name, place)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (404, "not_found")
    assert set(Policy.objects.values_list("revision", "deleted_at")) == {(1, None)}
    assert set(Calendar.objects.values_list("title", "revision", "deleted_at")) == {("Будни", 1, None)}


def test_the_lists_of_a_stranger_show_their_own_workspace_alone(stranger: APIClient, place: Place) -> None:
    [own] = call(stranger, "policies", place).json()["results"]

    assert own["id"] != str(place.policy_id)
    assert call(stranger, "calendars", place).json()["results"] == []
