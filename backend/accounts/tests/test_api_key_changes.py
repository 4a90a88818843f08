"""Limiting keys that are in use, where they may be used from, and putting others in their place."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiKey, AuditEntry, Workspace
from accounts.tests.factories import make_api_key

URL = "/api/v1/api-keys"
BEGIN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def with_key(key: str, **kwargs: Any) -> APIClient:
    return APIClient(headers={"Authorization": f"Bearer {key}"}, **kwargs)


def change(owner: APIClient, api_key: ApiKey, body: dict[str, Any], *, tag: str = "*") -> Any:
    return owner.patch(f"{URL}/{api_key.pk}", body, headers={"If-Match": tag})


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["code"]


def test_a_key_works_from_its_networks_alone(owner: APIClient) -> None:
    body = {"name": "Склад", "scopes": ["chats:read"], "networks": ["203.0.113.0/24"]}
    key = owner.post(URL, body).json()["key"]

    inside = with_key(key, REMOTE_ADDR="203.0.113.9").get("/api/v1/me")
    outside = with_key(key, REMOTE_ADDR="198.51.100.9").get("/api/v1/me")

    assert inside.status_code == 200
    assert inside.json()["api_key"]["networks"] == ["203.0.113.0/24"]
    assert code_of(outside) == (403, "key_network_not_allowed")


def test_nobody_writes_himself_into_a_network(workspace: Workspace, settings: Any) -> None:
    _, key = make_api_key(workspace=workspace, networks=["203.0.113.0/24"])
    forged = {"X-Forwarded-For": "203.0.113.9"}

    direct = with_key(key, REMOTE_ADDR="198.51.100.9").get("/api/v1/me", headers=forged)
    settings.BEHIND_PROXY = True
    chained = {"X-Forwarded-For": "203.0.113.9, 198.51.100.9"}
    behind_proxy = with_key(key, REMOTE_ADDR="10.0.0.1").get("/api/v1/me", headers=chained)
    honest = with_key(key, REMOTE_ADDR="10.0.0.1").get("/api/v1/me", headers=forged)

    assert (direct.status_code, behind_proxy.status_code, honest.status_code) == (403, 403, 200)


def test_a_use_from_elsewhere_is_no_use(workspace: Workspace) -> None:
    _, key = make_api_key(workspace=workspace, networks=["203.0.113.0/24"])

    with_key(key, REMOTE_ADDR="198.51.100.9").get("/api/v1/me")

    assert ApiKey.objects.get().last_used_at is None


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"networks": ["203.0.113.7/24"]}, "not_a_network", "networks.0"),
        ({"networks": ["203.0.113.0/24"] * 51}, "too_many_items", "networks"),
        ({"chat_accounts": ["999999999"]}, "chat_account_unknown", "chat_accounts"),
        ({"chat_accounts": [7]}, "not_a_string", "chat_accounts.0"),
    ],
)
def test_a_limit_without_sense_is_refused(owner: APIClient, body: dict[str, Any], code: str, attr: str) -> None:
    response = owner.post(URL, {"name": "Склад", "scopes": ["chats:read"], **body})

    assert code_of(response) == (400, code)
    assert response.json()["errors"][0]["attr"] == attr
    assert not ApiKey.objects.exists()


def test_a_change_needs_the_version_it_was_made_from(owner: APIClient, workspace: Workspace) -> None:
    api_key, _ = make_api_key(workspace=workspace)
    tag = owner.get(f"{URL}/{api_key.pk}").headers["ETag"]

    unnamed = owner.patch(f"{URL}/{api_key.pk}", {"name": "Касса"})
    first = change(owner, api_key, {"name": "Касса"}, tag=tag)
    late = change(owner, api_key, {"name": "Склад"}, tag=tag)

    assert code_of(unnamed) == (428, "precondition_required")
    assert (first.status_code, first.json()["name"], first.headers["ETag"]) == (200, "Касса", '"2"')
    assert code_of(late) == (412, "version_conflict")
    assert late.json()["extra"]["current"]["name"] == "Касса"
    assert ApiKey.objects.get().name == "Касса"


def test_a_change_holds_from_the_next_request_on(owner: APIClient, workspace: Workspace) -> None:
    api_key, key = make_api_key(workspace=workspace)
    before = with_key(key).get("/api/v1/chats").status_code

    change(owner, api_key, {"scopes": ["reports:read"], "networks": []})

    assert before == 200
    assert code_of(with_key(key).get("/api/v1/chats")) == (403, "scope_missing")
    entry = AuditEntry.objects.get(action="api_key.changed")
    assert entry.details == {"prefix": api_key.prefix, "scopes": ["reports:read"]}


def test_a_change_of_nothing_is_no_new_version(owner: APIClient, workspace: Workspace) -> None:
    api_key, _ = make_api_key(workspace=workspace)

    response = change(owner, api_key, {"name": api_key.name, "scopes": list(reversed(api_key.scopes))})

    assert response.json()["revision"] == 1
    assert not AuditEntry.objects.filter(action="api_key.changed").exists()


def test_two_keys_overlap_and_the_old_one_ends(owner: APIClient, workspace: Workspace) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        old, old_key = make_api_key(workspace=workspace, scopes=["chats:read"], networks=["127.0.0.0/8"])

        response = owner.post(f"{URL}/{old.pk}/rotate", {"overlap_hours": 2})

        fresh = response.json()
        both = [with_key(key).get("/api/v1/me").status_code for key in (old_key, fresh["key"])]
        clock.shift(timedelta(hours=2))
        later = [with_key(key).get("/api/v1/me").status_code for key in (old_key, fresh["key"])]
    assert response.status_code == 201
    assert (fresh["name"], fresh["scopes"], fresh["networks"]) == (old.name, ["chats:read"], ["127.0.0.0/8"])
    assert fresh["replaces"] == str(old.pk)
    assert (both, later) == ([200, 200], [401, 200])
    assert fresh["key"] not in str(AuditEntry.objects.get(action="api_key.rotated").details)


def test_without_an_overlap_the_old_key_ends_at_once(owner: APIClient, workspace: Workspace) -> None:
    old, old_key = make_api_key(workspace=workspace)

    owner.post(f"{URL}/{old.pk}/rotate", {"overlap_hours": 0})

    assert with_key(old_key).get("/api/v1/me").status_code == 401


def test_a_second_rotation_only_shortens_the_overlap(owner: APIClient, workspace: Workspace) -> None:
    old, _ = make_api_key(workspace=workspace)
    with time_machine.travel(timezone.now(), tick=False):
        owner.post(f"{URL}/{old.pk}/rotate", {"overlap_hours": 1})
        first = owner.get(f"{URL}/{old.pk}").json()["replaced_at"]

        owner.post(f"{URL}/{old.pk}/rotate", {"overlap_hours": 48})

        assert owner.get(f"{URL}/{old.pk}").json()["replaced_at"] == first


def test_the_new_key_lives_as_long_as_the_old_one_was_issued_for(owner: APIClient, workspace: Workspace) -> None:
    with time_machine.travel(BEGIN, tick=False) as clock:
        old, _ = make_api_key(workspace=workspace, expires_at=BEGIN + timedelta(days=90))
        clock.shift(timedelta(days=80))

        fresh = owner.post(f"{URL}/{old.pk}/rotate", {}).json()

    assert fresh["expires_at"] == "2026-08-18T12:00:00Z"


def test_a_key_that_ended_is_neither_changed_nor_rotated(owner: APIClient, workspace: Workspace) -> None:
    api_key, _ = make_api_key(workspace=workspace)
    owner.delete(f"{URL}/{api_key.pk}")

    answers = [change(owner, api_key, {"name": "Касса"}), owner.post(f"{URL}/{api_key.pk}/rotate", {})]

    assert [code_of(answer) for answer in answers] == [(409, "api_key_ended")] * 2
    assert ApiKey.objects.count() == 1


def test_a_stranger_and_an_agent_rotate_nothing(stranger: APIClient, agent: APIClient, workspace: Workspace) -> None:
    api_key, _ = make_api_key(workspace=workspace)

    answers = [client.post(f"{URL}/{api_key.pk}/rotate", {}) for client in (stranger, agent)]
    changes = [change(client, api_key, {"name": "Моё"}) for client in (stranger, agent)]

    assert [answer.status_code for answer in answers + changes] == [404, 403, 404, 403]
    assert ApiKey.objects.get().name == api_key.name
