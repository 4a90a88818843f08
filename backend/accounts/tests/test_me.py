from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, User, Workspace
from accounts.scopes import Scope
from accounts.tests.factories import make_member, make_workspace


def test_a_member_learns_who_and_where_they_are(agent: APIClient, agent_member: Membership) -> None:
    response = agent.get("/api/v1/me")

    assert response.status_code == 200
    workspace = agent_member.workspace
    assert response.json() == {
        "user": {
            "id": str(agent_member.user.pk),
            "email": agent_member.user.email,
            "name": "Антон Ответов",
            "language": "ru",
            "undo_seconds": 0,
        },
        "api_key": None,
        "workspace": {
            "id": str(workspace.pk),
            "name": workspace.name,
            "slug": workspace.slug,
            "time_zone": "Europe/Moscow",
        },
        "role": "agent",
        "workspaces": [{"id": str(workspace.pk), "slug": workspace.slug, "name": workspace.name, "role": "agent"}],
        "scopes": Scope.values,
        "limits": {"read": 1200, "write": 300},
        "access": {
            "state": "trial",
            "until": None,
            "can_send": True,
            "can_sync": True,
            "chat_account_limit": None,
            "member_limit": None,
        },
        "support_contact": "",
    }


def test_with_several_workspaces_and_no_header_the_workspace_stays_open(
    agent: APIClient, agent_member: Membership
) -> None:
    other = make_workspace(name="Вторая лавка")
    make_member(workspace=other, user=agent_member.user, role=Membership.Role.OWNER)

    body = agent.get("/api/v1/me", headers={"X-Workspace": ""}).json()

    assert body["workspace"] is None
    assert body["role"] is None
    assert [choice["name"] for choice in body["workspaces"]] == ["Вторая лавка", "Лавка у реки"]


def test_the_header_chooses_among_several_workspaces(agent: APIClient, agent_member: Membership) -> None:
    other = make_workspace(name="Вторая лавка")
    make_member(workspace=other, user=agent_member.user, role=Membership.Role.OWNER)

    body = agent.get("/api/v1/me", headers={"X-Workspace": other.slug}).json()

    assert (body["workspace"]["name"], body["role"]) == ("Вторая лавка", "owner")


def test_an_api_key_learns_its_scopes(api_key_client: Callable[..., APIClient], workspace: Workspace) -> None:
    body = api_key_client("chats:read").get("/api/v1/me").json()

    assert body["user"] is None
    assert body["api_key"]["name"] == "Учётная система"
    assert body["workspace"]["slug"] == workspace.slug
    assert body["scopes"] == ["chats:read"]


def test_nobody_is_answered_with_401(anonymous: APIClient, db: None) -> None:
    response = anonymous.get("/api/v1/me")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["errors"][0]["code"] == "not_authenticated"


def test_one_changes_ones_own_name_and_language(agent: APIClient, agent_member: Membership) -> None:
    response = agent.patch("/api/v1/me", {"name": "Антон Новый", "language": "en"})

    assert response.json()["user"]["name"] == "Антон Новый"
    agent_member.user.refresh_from_db()
    assert (agent_member.user.name, agent_member.user.language) == ("Антон Новый", "en")


def test_an_unknown_language_is_refused_with_its_field(agent: APIClient) -> None:
    response = agent.patch("/api/v1/me", {"language": "de"})

    assert response.status_code == 400
    assert response.json()["type"] == "validation_error"
    assert response.json()["errors"][0]["attr"] == "language"


def test_replies_wait_five_seconds_until_their_author_chooses_else(agent: APIClient, agent_member: Membership) -> None:
    newcomer = User.objects.create_user("newcomer@example.com")

    response = agent.patch("/api/v1/me", {"undo_seconds": 10})

    assert newcomer.undo_seconds == 5
    assert response.json()["user"]["undo_seconds"] == 10


@pytest.mark.parametrize(("seconds", "code"), [(7, "invalid_choice"), ("5", "not_a_number"), (True, "not_a_number")])
def test_only_a_few_times_to_take_a_reply_back_are_offered(agent: APIClient, seconds: object, code: str) -> None:
    response = agent.patch("/api/v1/me", {"undo_seconds": seconds})

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert (error["attr"], error["code"]) == ("undo_seconds", code)


def test_what_is_not_ones_own_to_change_is_left_alone(agent: APIClient, agent_member: Membership) -> None:
    agent.patch("/api/v1/me", {"is_staff": True, "email": "other@example.com", "name": "Антон"})

    agent_member.user.refresh_from_db()
    assert not agent_member.user.is_staff
    assert agent_member.user.email != "other@example.com"


def test_a_key_cannot_change_anybody(api_key_client: Callable[..., APIClient]) -> None:
    response = api_key_client().patch("/api/v1/me", {"name": "Ключ"})

    assert response.status_code == 403
    assert response.json()["errors"][0]["code"] == "session_only"
