from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.tests.factories import make_workspace
from chats.models import ChatAccount
from chats.tests.factories import CREDENTIALS, make_account
from chats.tests.marketplaces import opens
from conftest import Queued
from connectors.errors import AuthFailed
from connectors.testing.fake_marketplace import FakeMarketplace

CHECK = "/api/v1/chat-accounts/check"
BODY = {"marketplace": "ozon", "credentials": CREDENTIALS}


@pytest.fixture
def marketplace(monkeypatch: pytest.MonkeyPatch) -> FakeMarketplace:
    marketplace = FakeMarketplace(external_id="836144")
    monkeypatch.setattr("chats.sync.candidates.open_marketplace", opens(marketplace))
    return marketplace


def failing(report: dict[str, Any]) -> dict[str, str]:
    return {check["check"]: check["code"] for check in report["checks"] if check["code"]}


def test_a_check_saves_nothing_and_starts_nothing(
    owner: APIClient, marketplace: FakeMarketplace, queued: Queued
) -> None:
    report = owner.post(CHECK, BODY).json()

    assert report["ok"] is True
    assert report["account"]["name"] == "Лавка"
    assert len(report["checks"]) == 8
    assert failing(report) == {}
    assert not ChatAccount.objects.exists()
    assert queued == []


def test_a_refused_key_is_a_result_with_words_and_remedy(owner: APIClient, marketplace: FakeMarketplace) -> None:
    marketplace.fail("check", AuthFailed("network_not_allowed"))

    response = owner.post(CHECK, BODY)

    key = next(check for check in response.json()["checks"] if check["check"] == "key")
    assert response.status_code == 200
    assert (key["ok"], key["severity"], key["code"]) == (False, "error", "network_not_allowed")
    assert key["detail"] == "Ключ разрешён только для других IP-адресов."
    assert key["remedy"]


def test_a_missing_subscription_warns(owner: APIClient, marketplace: FakeMarketplace) -> None:
    marketplace.subscribed = False

    report = owner.post(CHECK, BODY).json()

    assert report["ok"] is True
    assert failing(report) == {"seller_info": "subscription_no_replies", "sending": "subscription_no_replies"}


def test_a_malformed_key_is_the_first_step_that_fails(owner: APIClient, marketplace: FakeMarketplace) -> None:
    report = owner.post(CHECK, {"marketplace": "ozon", "credentials": {"client_id": "лавка", "api_key": "x"}}).json()

    assert report["ok"] is False
    assert failing(report) == {"shape": "credentials_malformed"}
    assert marketplace.calls == []


def test_a_cabinet_that_is_connected_here_is_named_so(
    owner: APIClient, marketplace: FakeMarketplace, workspace: Workspace
) -> None:
    make_account(workspace=workspace, external_id="836144")

    assert failing(owner.post(CHECK, BODY).json()) == {"not_connected_here": "account_already_connected"}


def test_a_cabinet_that_is_connected_elsewhere_is_named_so_only_to_a_key_that_works(
    owner: APIClient, marketplace: FakeMarketplace
) -> None:
    make_account(workspace=make_workspace(), external_id="836144")
    marketplace.fail("check", AuthFailed("key_invalid"))

    with_wrong_key = owner.post(CHECK, BODY).json()
    with_right_key = owner.post(CHECK, BODY).json()

    assert failing(with_wrong_key) == {"key": "key_invalid"}
    assert failing(with_right_key) == {"not_connected_here": "account_connected_elsewhere"}
