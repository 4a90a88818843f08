"""Settings that may be changed without naming a version, and are not overwritten by whoever names one."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.tests.factories import make_member
from chats.models import SyncState
from chats.tests.factories import NOW, make_account
from conftest import Queued
from core.crypto import encrypt
from sla.models import TelegramChannel


def account_url(workspace: Workspace) -> str:
    return f"/api/v1/chat-accounts/{make_account(workspace=workspace).pk}"


def own_url(workspace: Workspace) -> str:
    return "/api/v1/notifications/settings"


def telegram_url(workspace: Workspace) -> str:
    TelegramChannel.objects.create(workspace=workspace, token=encrypt("110201543:AAH"), token_hint="AAH", chat_id="7")
    return "/api/v1/notifications/telegram"


def member_url(workspace: Workspace) -> str:
    return f"/api/v1/members/{make_member(workspace=workspace).pk}"


CASES = pytest.mark.parametrize(
    ("url_of", "first", "second"),
    [
        (account_url, {"title": "Лавка у моря"}, {"title": "Лавка у озера"}),
        (account_url, {"paused": True}, {"sandbox": True}),
        (own_url, {"sound": True}, {"channels": {"email": []}}),
        (member_url, {"role": "owner"}, {"role": "agent"}),
        (telegram_url, {"chat_id": "-1001"}, {"chat_id": "-1002"}),
    ],
)


def change(owner: APIClient, url: str, body: dict[str, Any], **told: Any) -> Any:
    return (owner.put if url.endswith("telegram") else owner.patch)(url, body, **told)


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

    changed = change(owner, url, first, headers={"If-Match": tag})
    late = change(owner, url, second, headers={"If-Match": tag})
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

    assert [change(owner, url, body).status_code for body in (first, second)] == [200, 200]


def test_fresh_data_hinder_no_change_of_a_cabinet(owner: APIClient, workspace: Workspace) -> None:
    url = account_url(workspace)
    tag = owner.get(url).headers["ETag"]
    SyncState.objects.update(fresh_at=NOW, last_error_code="rate_limited")

    assert owner.patch(url, {"title": "Лавка у моря"}, headers={"If-Match": tag}).status_code == 200


def test_a_telegram_chat_that_another_owner_set_up_meanwhile_is_not_overwritten(
    owner: APIClient, workspace: Workspace
) -> None:
    url = "/api/v1/notifications/telegram"
    none_yet = owner.get(url).headers["ETag"]
    telegram_url(workspace)

    late = owner.put(url, {"chat_id": "8", "token": f"110201543:{'A' * 35}"}, headers={"If-Match": none_yet})

    assert late.status_code == 412
    assert late.json()["extra"]["current"]["chat_id"] == "7"
