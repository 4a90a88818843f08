"""Settings that may be changed without naming a version, and are not overwritten by whoever names one."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import SyncState
from chats.tests.factories import NOW, make_account
from conftest import Queued


def account_url(workspace: Workspace) -> str:
    return f"/api/v1/chat-accounts/{make_account(workspace=workspace).pk}"


def own_url(workspace: Workspace) -> str:
    return "/api/v1/notifications/settings"


CASES = pytest.mark.parametrize(
    ("url_of", "first", "second"),
    [
        (account_url, {"title": "Лавка у моря"}, {"title": "Лавка у озера"}),
        (account_url, {"paused": True}, {"sandbox": True}),
        (own_url, {"sound": True}, {"channels": {"email": []}}),
    ],
)


@CASES
def test_a_change_of_an_older_version_is_refused(
    owner: APIClient,
    workspace: Workspace,
    queued: Queued,
    url_of: Callable[[Workspace], str],
    first: dict[str, Any],
    second: dict[str, Any],
) -> None:
    url = url_of(workspace)
    tag = owner.get(url).headers["ETag"]

    changed = owner.patch(url, first, headers={"If-Match": tag})
    late = owner.patch(url, second, headers={"If-Match": tag})
    after = owner.get(url)

    assert changed.status_code == 200
    assert (late.status_code, late.json()["errors"][0]["code"]) == (412, "version_conflict")
    assert late.json()["extra"]["current"] == after.json()
    assert changed.headers["ETag"] == after.headers["ETag"] != tag


@CASES
def test_without_a_version_the_newest_is_changed(
    owner: APIClient,
    workspace: Workspace,
    queued: Queued,
    url_of: Callable[[Workspace], str],
    first: dict[str, Any],
    second: dict[str, Any],
) -> None:
    url = url_of(workspace)

    assert [owner.patch(url, body).status_code for body in (first, second)] == [200, 200]


def test_fresh_data_hinder_no_change_of_a_cabinet(owner: APIClient, workspace: Workspace) -> None:
    url = account_url(workspace)
    tag = owner.get(url).headers["ETag"]
    SyncState.objects.update(fresh_at=NOW, last_error_code="rate_limited")

    assert owner.patch(url, {"title": "Лавка у моря"}, headers={"If-Match": tag}).status_code == 200
