from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor, make_workspace
from chats.models import ChatAccount, SyncRun, SyncState
from chats.services.connecting import connect_account
from chats.tests.factories import CREDENTIALS, NOW, make_account
from chats.tests.marketplaces import candidate_for, opens
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.errors import AuthFailed, TemporaryFailure
from connectors.testing.fake_marketplace import FakeMarketplace

KEY = CREDENTIALS["api_key"]
LIST = "/api/v1/chat-accounts"


@pytest.fixture
def marketplace(monkeypatch: pytest.MonkeyPatch, queued: Queued) -> FakeMarketplace:
    """What a key typed into the API opens."""
    marketplace = FakeMarketplace(external_id="836144")
    monkeypatch.setattr("chats.sync.candidates.open_marketplace", opens(marketplace))
    return marketplace


def body(**credentials: str) -> dict[str, Any]:
    return {"marketplace": "ozon", "credentials": {**CREDENTIALS, **credentials}}


def error_of(response: Any) -> dict[str, Any]:
    error: dict[str, Any] = response.json()["errors"][0]
    return error


def test_an_owner_connects_a_cabinet(owner: APIClient, marketplace: FakeMarketplace) -> None:
    response = owner.post(LIST, {**body(), "title": "Чехлы"})

    account = response.json()
    assert response.status_code == 201
    assert account["title"] == "Чехлы"
    assert account["state"] == "active"
    assert account["key_hint"] == "…abcd"
    assert account["import"]["state"] == "pending"
    assert account["capabilities"]["file_types"] == ["image/jpeg", "image/png", "application/pdf"]
    assert ChatAccount.objects.get().external_id == "836144"


@pytest.mark.parametrize("demo", [True, False])
def test_a_cabinet_of_an_imitated_marketplace_says_so(
    owner: APIClient, marketplace: FakeMarketplace, settings: Any, demo: bool
) -> None:
    settings.DEMO = demo

    account = owner.post(LIST, body()).json()

    assert account["demo"] is demo


def test_no_answer_holds_the_key(owner: APIClient, marketplace: FakeMarketplace) -> None:
    created = owner.post(LIST, body())
    account_id = created.json()["id"]

    answers = [
        created,
        owner.get(LIST),
        owner.get(f"{LIST}/{account_id}"),
        owner.post(f"{LIST}/check", body()),
        owner.post(f"{LIST}/{account_id}/credentials", {"credentials": {**CREDENTIALS}}),
        owner.post(LIST, body(client_id="буквы")),
    ]

    assert [answer.status_code for answer in answers] == [201, 200, 200, 200, 200, 400]
    assert all(KEY not in answer.content.decode() for answer in answers)


def test_a_pasted_key_with_blanks_is_cleaned(owner: APIClient, marketplace: FakeMarketplace) -> None:
    response = owner.post(LIST, body(client_id=" 836144\n", api_key=f"\u200b {KEY}\r\n"))

    assert response.status_code == 201
    assert response.json()["external_id"] == "836144"


def test_credentials_that_cannot_be_right_are_refused_before_any_call(
    owner: APIClient, marketplace: FakeMarketplace
) -> None:
    response = owner.post(LIST, body(client_id="моя лавка"))

    assert response.status_code == 400
    assert error_of(response)["code"] == "credentials_malformed"
    assert error_of(response)["attr"] == "credentials.client_id"
    assert marketplace.calls == []


@pytest.mark.parametrize(
    ("failure", "status", "code", "attr"),
    [
        (AuthFailed("key_expired"), 400, "key_expired", "credentials.api_key"),
        (AuthFailed("company_blocked"), 400, "company_blocked", None),
        (TemporaryFailure("marketplace_unreachable"), 503, "marketplace_unavailable", None),
    ],
)
def test_a_cabinet_that_is_not_let_in_is_answered_with_reason_and_remedy(
    owner: APIClient, marketplace: FakeMarketplace, failure: Any, status: int, code: str, attr: str | None
) -> None:
    marketplace.fail("check", failure)

    response = owner.post(LIST, body())

    error = error_of(response)
    assert response.status_code == status
    assert (error["code"], error["attr"]) == (code, attr)
    assert error["detail"]
    assert error["remedy"]
    assert not ChatAccount.objects.exists()


def test_a_marketplace_nobody_knows_is_refused(owner: APIClient) -> None:
    response = owner.post(LIST, {**body(), "marketplace": "базар"})

    assert (response.status_code, error_of(response)["code"]) == (400, "marketplace_unknown")


def test_the_same_cabinet_twice_is_a_conflict(owner: APIClient, marketplace: FakeMarketplace) -> None:
    owner.post(LIST, body())

    response = owner.post(LIST, body())

    assert (response.status_code, error_of(response)["code"]) == (409, "account_already_connected")


def test_a_cabinet_of_somebody_else_is_a_conflict_that_tells_nothing(
    owner: APIClient, marketplace: FakeMarketplace
) -> None:
    theirs = make_workspace(name="Тайная лавка")
    connect_account(
        workspace=theirs,
        actor=make_actor(workspace=theirs, role=Membership.Role.OWNER),
        candidate=candidate_for(marketplace),
        title="Тайный кабинет",
        now=NOW,
    )

    response = owner.post(LIST, body())

    assert (response.status_code, error_of(response)["code"]) == (409, "account_connected_elsewhere")
    assert "Тайн" not in response.content.decode()
    assert theirs.slug not in response.content.decode()


def test_the_list_shows_the_accounts_of_the_workspace_oldest_first(
    owner: APIClient, workspace: Workspace, clock: MovingClock
) -> None:
    second = make_account(workspace=workspace, connected_at=clock.now() - timedelta(days=1))
    first = make_account(workspace=workspace, connected_at=clock.now() - timedelta(days=2))
    make_account(workspace=make_workspace())

    response = owner.get(LIST)

    assert [row["id"] for row in response.json()["results"]] == [str(first.pk), str(second.pk)]


def test_the_list_costs_as_many_queries_for_ten_accounts_as_for_one(
    owner: APIClient, workspace: Workspace, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    make_account(workspace=workspace)
    with django_assert_max_num_queries(10) as one:
        owner.get(LIST)
    for _ in range(9):
        make_account(workspace=workspace)

    with django_assert_num_queries(len(one)):
        response = owner.get(LIST)

    assert len(response.json()["results"]) == 10


def test_a_state_is_explained_in_the_language_of_the_reader(owner: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace, state="needs_key", state_code="key_expired")

    russian = owner.get(f"{LIST}/{account.pk}", headers={"Accept-Language": "ru"}).json()
    english = owner.get(f"{LIST}/{account.pk}", headers={"Accept-Language": "en"}).json()

    assert russian["state_text"] == "Срок действия ключа истёк."
    assert english["state_text"] == "The key has expired."
    assert russian["remedy"]


@pytest.mark.parametrize(("minutes", "delayed"), [(4, False), (6, True)])
def test_an_account_is_delayed_after_five_minutes_without_a_complete_look(
    owner: APIClient, workspace: Workspace, clock: MovingClock, minutes: int, delayed: bool
) -> None:
    account = make_account(workspace=workspace)
    SyncState.objects.update(fresh_at=clock.now() - timedelta(minutes=minutes))

    shown = owner.get(f"{LIST}/{account.pk}").json()
    ChatAccount.objects.update(state="paused")
    paused = owner.get(f"{LIST}/{account.pk}").json()

    assert shown["delayed"] is delayed
    assert paused["delayed"] is False


def test_title_and_modes_are_changed_and_nothing_else(owner: APIClient, workspace: Workspace, queued: Queued) -> None:
    account = make_account(workspace=workspace)

    response = owner.patch(
        f"{LIST}/{account.pk}",
        {"title": "Новое имя", "sandbox": True, "state": "blocked", "external_id": "1", "workspace": 7},
    )

    account.refresh_from_db()
    assert response.status_code == 200
    assert (account.title, account.sandbox, account.state) == ("Новое имя", True, "active")
    assert account.external_id != "1"


def test_a_pause_is_set_and_lifted(owner: APIClient, workspace: Workspace, queued: Queued) -> None:
    account = make_account(workspace=workspace)

    paused = owner.patch(f"{LIST}/{account.pk}", {"paused": True}).json()
    resumed = owner.patch(f"{LIST}/{account.pk}", {"paused": False}).json()

    assert (paused["state"], resumed["state"]) == ("paused", "active")


def test_a_disconnected_account_is_shown_and_no_longer_changed(
    owner: APIClient, workspace: Workspace, queued: Queued
) -> None:
    account = make_account(workspace=workspace)

    deleted = owner.delete(f"{LIST}/{account.pk}")
    shown = owner.get(f"{LIST}/{account.pk}")
    changed = owner.patch(f"{LIST}/{account.pk}", {"title": "Позже"})

    account.refresh_from_db()
    assert deleted.status_code == 204
    assert account.credentials == ""
    assert shown.json()["disconnected_at"] is not None
    assert (changed.status_code, error_of(changed)["code"]) == (409, "account_not_connected")


def test_a_look_is_asked_for(owner: APIClient, workspace: Workspace, queued: Queued) -> None:
    account = make_account(workspace=workspace)

    response = owner.post(f"{LIST}/{account.pk}/sync")

    assert (response.status_code, response.json()) == (202, {"queued": True})
    assert queued == [("chats.look", {"account_id": account.pk, "is_asked_for": True})]


def test_where_messages_are_closed_the_subscription_is_asked_after_too(
    owner: APIClient, workspace: Workspace, queued: Queued
) -> None:
    account = make_account(workspace=workspace, can_read_history=False)

    owner.post(f"{LIST}/{account.pk}/sync")

    assert ("chats.recheck_account", {"account_id": account.pk}) in queued


def test_runs_are_listed_newest_first_with_their_reason(owner: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace)
    for hours, code in ((2, ""), (1, "marketplace_unavailable")):
        started_at = NOW - timedelta(hours=hours)
        SyncRun.objects.create(
            chat_account=account,
            kind="look",
            result="failed" if code else "ok",
            started_at=started_at,
            ended_at=started_at,
            error_code=code,
        )

    runs = owner.get(f"{LIST}/{account.pk}/sync-runs").json()["results"]

    assert [run["result"] for run in runs] == ["failed", "ok"]
    assert runs[0]["error_text"] == "Маркетплейс сейчас не отвечает."


def test_the_key_of_another_cabinet_is_a_conflict(
    owner: APIClient, workspace: Workspace, marketplace: FakeMarketplace
) -> None:
    account = make_account(workspace=workspace, external_id="999")

    response = owner.post(f"{LIST}/{account.pk}/credentials", {"credentials": {**CREDENTIALS}})

    assert (response.status_code, error_of(response)["code"]) == (409, "different_cabinet")
    assert marketplace.calls == []


ENDPOINTS = [
    ("get", ""),
    ("patch", ""),
    ("delete", ""),
    ("post", "/credentials"),
    ("post", "/sync"),
    ("get", "/sync-runs"),
]


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_a_stranger_finds_no_account(
    stranger: APIClient, workspace: Workspace, queued: Queued, method: str, path: str
) -> None:
    account = make_account(workspace=workspace)

    response = getattr(stranger, method)(f"{LIST}/{account.pk}{path}", {"credentials": {**CREDENTIALS}})

    account.refresh_from_db()
    assert (response.status_code, error_of(response)["code"]) == (404, "not_found")
    assert account.is_live
    assert queued == []


@pytest.mark.parametrize(
    ("method", "path", "agent_may", "needs_scope"),
    [
        ("get", LIST, True, "accounts:read"),
        ("post", LIST, False, None),
        ("post", f"{LIST}/check", False, None),
        ("get", f"{LIST}/{{id}}", True, "accounts:read"),
        ("patch", f"{LIST}/{{id}}", False, "accounts:write"),
        ("delete", f"{LIST}/{{id}}", False, None),
        ("post", f"{LIST}/{{id}}/credentials", False, None),
        ("post", f"{LIST}/{{id}}/sync", True, "accounts:write"),
        ("get", f"{LIST}/{{id}}/sync-runs", True, "accounts:read"),
        ("get", "/api/v1/health", True, "accounts:read"),
    ],
)
def test_each_endpoint_admits_whom_it_should(
    agent: APIClient,
    anonymous: APIClient,
    api_key_client: Callable[..., APIClient],
    workspace: Workspace,
    marketplace: FakeMarketplace,
    method: str,
    path: str,
    agent_may: bool,
    needs_scope: str | None,
) -> None:
    address = path.format(id=make_account(workspace=workspace).pk)
    other_scope = "chats:read"

    by_agent = getattr(agent, method)(address, {})
    by_anyone = getattr(anonymous, method)(address, {})
    by_key = getattr(api_key_client(), method)(address, {})
    by_weak_key = getattr(api_key_client(other_scope), method)(address, {})

    assert by_anyone.status_code == 401
    assert (by_agent.status_code < 400) is agent_may
    assert by_key.status_code in ((200, 202) if needs_scope else (403,))
    assert by_weak_key.status_code == 403
    assert error_of(by_weak_key)["code"] == ("scope_missing" if needs_scope else "session_only")
    if not agent_may:
        assert error_of(by_agent)["code"] == "owner_only"
