from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiKey, AuditEntry, Membership, Workspace
from accounts.tests.factories import make_api_key

URL = "/api/v1/api-keys"


def test_an_owner_issues_a_key_that_works(owner: APIClient, owner_member: Membership) -> None:
    response = owner.post(URL, {"name": "Склад", "scopes": ["chats:read"]})

    assert response.status_code == 201
    key = response.json()["key"]
    me = APIClient(headers={"Authorization": f"Bearer {key}"}).get("/api/v1/me").json()
    assert (me["api_key"]["id"], me["api_key"]["name"]) == (response.json()["id"], "Склад")
    assert me["api_key"]["prefix"] == key[:17]
    entry = AuditEntry.objects.get(action="api_key.created")
    assert (entry.user_id, entry.object_id) == (owner_member.user.pk, response.json()["id"])


def test_the_key_is_shown_once_and_stored_as_a_digest(owner: APIClient) -> None:
    key = owner.post(URL, {"name": "Склад", "scopes": ["chats:read"]}).json()["key"]

    listed = owner.get(URL)
    entry = AuditEntry.objects.get(action="api_key.created")

    assert key not in listed.text
    assert key not in str(entry.details)
    assert not ApiKey.objects.filter(digest__contains=key[-32:]).exists()


def test_the_newest_keys_come_first_and_pages_join(owner: APIClient, workspace: Workspace) -> None:
    for name in ("первый", "второй", "третий"):
        make_api_key(workspace=workspace, name=name)

    first = owner.get(URL, {"limit": 2}).json()
    second = owner.get(first["next"]).json()

    assert [key["name"] for key in first["results"]] == ["третий", "второй"]
    assert [key["name"] for key in second["results"]] == ["первый"]
    assert owner.get(second["previous"]).json()["results"] == first["results"]


def test_a_revoked_key_no_longer_works(owner: APIClient, workspace: Workspace) -> None:
    api_key, key = make_api_key(workspace=workspace)

    response = owner.delete(f"{URL}/{api_key.pk}")
    after = APIClient(headers={"Authorization": f"Bearer {key}"}).get("/api/v1/me")

    assert response.status_code == 204
    assert after.status_code == 401
    assert after.json()["errors"][0]["code"] == "invalid_api_key"
    assert owner.get(f"{URL}/{api_key.pk}").json()["revoked_at"] is not None
    assert AuditEntry.objects.filter(action="api_key.revoked").count() == 1


def test_revoking_twice_is_noted_once(owner: APIClient, workspace: Workspace) -> None:
    api_key, _key = make_api_key(workspace=workspace)

    owner.delete(f"{URL}/{api_key.pk}")
    again = owner.delete(f"{URL}/{api_key.pk}")

    assert again.status_code == 204
    assert AuditEntry.objects.filter(action="api_key.revoked").count() == 1


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"scopes": ["chats:read"]}, "name"),
        ({"name": "", "scopes": ["chats:read"]}, "name"),
        ({"name": "Склад", "scopes": []}, "scopes"),
        ({"name": "Склад", "scopes": ["money:take"]}, "scopes.0"),
    ],
)
def test_a_key_without_sense_is_refused(owner: APIClient, body: dict[str, object], attr: str) -> None:
    response = owner.post(URL, body)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == attr
    assert not ApiKey.objects.exists()


def test_a_key_cannot_be_born_expired(owner: APIClient) -> None:
    yesterday = (timezone.now() - timedelta(days=1)).isoformat()

    response = owner.post(URL, {"name": "Склад", "scopes": ["chats:read"], "expires_at": yesterday})

    assert response.json()["errors"] == [
        {
            "code": "expires_in_the_past",
            "detail": "Срок уже прошёл.",
            "attr": "expires_at",
            "remedy": "Укажите момент в будущем или оставьте ключ бессрочным.",
        }
    ]


def test_a_stranger_does_not_find_the_key(stranger: APIClient, workspace: Workspace) -> None:
    api_key, _key = make_api_key(workspace=workspace)

    responses = [stranger.get(f"{URL}/{api_key.pk}"), stranger.delete(f"{URL}/{api_key.pk}")]

    assert [response.status_code for response in responses] == [404, 404]
    assert stranger.get(URL).json()["results"] == []
    assert ApiKey.objects.get().revoked_at is None


def test_an_agent_may_not_manage_keys(agent: APIClient, workspace: Workspace) -> None:
    api_key, _key = make_api_key(workspace=workspace)

    responses = [agent.get(URL), agent.post(URL, {}), agent.get(f"{URL}/{api_key.pk}"), agent.delete(f"{URL}/1")]

    assert {response.status_code for response in responses} == {403}
    assert {response.json()["errors"][0]["code"] for response in responses} == {"owner_only"}


def test_a_key_cannot_manage_keys(api_key_client: Callable[..., APIClient]) -> None:
    client = api_key_client()

    responses = [client.get(URL), client.post(URL, {"name": "Внук", "scopes": ["chats:read"]})]

    assert {response.status_code for response in responses} == {403}
    assert {response.json()["errors"][0]["code"] for response in responses} == {"session_only"}
    assert ApiKey.objects.count() == 1


def test_nobody_is_asked_to_sign_in(anonymous: APIClient, db: None) -> None:
    assert anonymous.get(URL).status_code == 401
