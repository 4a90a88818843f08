"""Who may do what with people and keys: every endpoint as an owner, an agent, a stranger, nobody, and with keys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.scopes import Scope
from accounts.tests.factories import make_api_key, make_invitation, make_member


@dataclass(frozen=True)
class Place:
    """One object of each kind, in one workspace."""

    member_id: int
    api_key_id: int
    invitation_id: int


@pytest.fixture
def place(workspace: Workspace, owner_member: Membership) -> Place:
    member = make_member(workspace=workspace, name="Сергей Сменщиков")
    api_key, _key = make_api_key(workspace=workspace)
    return Place(member.pk, api_key.pk, make_invitation(workspace=workspace).pk)


ENDPOINTS: dict[str, tuple[str, str, Any]] = {
    "members": ("GET", "members", None),
    "member": ("GET", "members/{0.member_id}", None),
    "change member": ("PATCH", "members/{0.member_id}", {"role": "owner"}),
    "transfer": ("POST", "members/{0.member_id}/transfer-ownership", None),
    "remove member": ("DELETE", "members/{0.member_id}", None),
    "keys": ("GET", "api-keys", None),
    "new key": ("POST", "api-keys", {"name": "Склад", "scopes": ["chats:read"]}),
    "key": ("GET", "api-keys/{0.api_key_id}", None),
    "revoke key": ("DELETE", "api-keys/{0.api_key_id}", None),
    "invitations": ("GET", "invitations", None),
    "invite": ("POST", "invitations", {"email": "vera@example.com"}),
    "send again": ("POST", "invitations/{0.invitation_id}/send-again", None),
    "take back": ("DELETE", "invitations/{0.invitation_id}", None),
    "audit log": ("GET", "audit-log", None),
}
OF_AN_OBJECT = [name for name, (_, path, _) in ENDPOINTS.items() if "{0." in path]
OPEN_TO_AGENTS = {"members", "member"}


def call(client: APIClient, name: str, place: Place) -> Any:
    method, path, body = ENDPOINTS[name]
    return getattr(client, method.lower())(f"/api/v1/{path.format(place)}", body, format="json")


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_owner_may_use_every_endpoint(owner: APIClient, place: Place, name: str) -> None:
    assert call(owner, name, place).status_code in {200, 201, 204}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_agent_sees_their_colleagues_and_no_more(agent: APIClient, place: Place, name: str) -> None:
    response = call(agent, name, place)

    if name in OPEN_TO_AGENTS:
        assert response.status_code == 200
    else:
        assert (response.status_code, response.json()["errors"][0]["code"]) == (403, "owner_only")


@pytest.mark.parametrize("name", ENDPOINTS)
def test_no_key_gets_near_people_and_keys(api_key_client: Callable[..., APIClient], place: Place, name: str) -> None:
    response = call(api_key_client(*Scope.values), name, place)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (403, "session_only")


@pytest.mark.parametrize("name", ENDPOINTS)
def test_nobody_is_asked_to_sign_in(anonymous: APIClient, place: Place, name: str) -> None:
    assert call(anonymous, name, place).status_code == 401


@pytest.mark.parametrize("name", OF_AN_OBJECT)
def test_a_stranger_finds_nothing_and_changes_nothing(stranger: APIClient, place: Place, name: str) -> None:
    response = call(stranger, name, place)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (404, "not_found")
    assert Membership.objects.get(pk=place.member_id).role == Membership.Role.AGENT
