from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiKey, Membership, Workspace
from accounts.tests.factories import make_api_key

ME = "/api/v1/me"


def bearer(key: str) -> APIClient:
    return APIClient(headers={"Authorization": f"Bearer {key}"})


@pytest.mark.parametrize("spoil", ["", "x", "aiq_live_", "aiq_live_12345678_" + "z" * 32, "ключ"])
def test_a_wrong_key_is_401_with_its_own_code(db: None, spoil: str) -> None:
    response = APIClient(headers={"Authorization": f"Bearer {spoil}".encode().decode("latin-1")}).get(ME)

    assert response.status_code == 401
    assert response.json()["errors"][0]["code"] == "invalid_api_key"


def test_the_right_prefix_with_another_secret_is_refused(workspace: Workspace) -> None:
    _api_key, key = make_api_key(workspace=workspace)

    response = bearer(key[:-1] + ("a" if key[-1] != "a" else "b")).get(ME)

    assert response.status_code == 401


def test_an_expired_key_is_refused(workspace: Workspace) -> None:
    api_key, key = make_api_key(workspace=workspace)
    ApiKey.objects.filter(pk=api_key.pk).update(expires_at=timezone.now() - timedelta(seconds=1))

    assert bearer(key).get(ME).status_code == 401


def test_the_use_of_a_key_is_noted_at_most_once_a_minute(workspace: Workspace) -> None:
    api_key, key = make_api_key(workspace=workspace)
    recently = timezone.now() - timedelta(seconds=30)

    bearer(key).get(ME)
    api_key.refresh_from_db()
    first = api_key.last_used_at
    ApiKey.objects.filter(pk=api_key.pk).update(last_used_at=recently)
    bearer(key).get(ME)
    api_key.refresh_from_db()

    assert first is not None
    assert api_key.last_used_at == recently


def test_a_change_by_session_needs_the_csrf_token(agent_member: Membership) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(agent_member.user)

    response = client.patch(ME, {"name": "Без кода"})

    assert response.status_code == 403
    assert response.json()["errors"][0]["code"] == "csrf_failed"


def test_a_key_needs_no_csrf_token_even_beside_a_session(agent_member: Membership) -> None:
    _api_key, key = make_api_key(workspace=agent_member.workspace)
    client = APIClient(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {key}"})
    client.force_login(agent_member.user)

    response = client.get(ME)

    assert response.json()["user"] is None
    assert response.json()["api_key"]["name"] == "Учётная система"
