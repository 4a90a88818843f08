"""Reply targets through the API."""

from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Workspace
from accounts.tests.factories import make_workspace
from chats.models import ChatAccount
from chats.tests.factories import make_account
from sla.models import Policy
from sla.tests.factories import make_calendar, make_policy

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
URL = "/api/v1/sla/policies"


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


@pytest.fixture
def policy(workspace: Workspace) -> Policy:
    return make_policy(workspace=workspace, minutes=240, since=SINCE)


def change(client: APIClient, policy: Policy, *, seen: str | None = '"1"', **wanted: Any) -> Any:
    headers = {} if seen is None else {"If-Match": seen}
    return client.patch(f"{URL}/{policy.pk}", wanted, format="json", headers=headers)


def code_of(response: Any) -> tuple[int, str, str | None]:
    [error] = response.json()["errors"]
    return response.status_code, error["code"], error["attr"]


def test_a_workspace_begins_with_four_hours_day_and_night(owner: APIClient) -> None:
    first, again = owner.get(URL).json(), owner.get(URL).json()

    [policy] = first["results"]
    assert (policy["scope"], policy["calendar"], policy["changed_by"]) == ("workspace", None, None)
    assert (policy["first_minutes"], policy["next_minutes"], policy["warn_percent"]) == (240, 240, 75)
    assert again == first


def test_targets_for_one_account_are_set(owner: APIClient, workspace: Workspace, account: ChatAccount) -> None:
    calendar = make_calendar(workspace=workspace, since=SINCE)
    wanted = {
        "scope": "chat_account",
        "chat_account": str(account.pk),
        "first_minutes": 30,
        "next_minutes": 60,
        "calendar": str(calendar.pk),
    }

    response = owner.post(URL, wanted, format="json")

    created = response.json()
    assert response.status_code == 201
    assert response.headers["ETag"] == '"1"'
    assert created["chat_account"] == {"id": str(account.pk), "title": account.title}
    assert created["calendar"] == {"id": str(calendar.pk), "title": "Будни"}
    assert (created["first_minutes"], created["next_minutes"], created["warn_percent"]) == (30, 60, 75)
    assert created["changed_by"] == "Ольга Хозяйкина"
    assert owner.get(f"{URL}/{created['id']}").json() == created
    assert AuditEntry.objects.get(action="policy.created").object_id == created["id"]


def test_a_change_is_a_version_and_leaves_what_it_does_not_name(owner: APIClient, policy: Policy) -> None:
    response = change(owner, policy, first_minutes=30)

    assert (response.status_code, response.headers["ETag"]) == (200, '"2"')
    assert list(policy.versions.order_by("number").values_list("first_minutes", "next_minutes")) == [
        (240, 240),
        (30, 240),
    ]
    assert AuditEntry.objects.get(action="policy.changed").details["after"]["first_minutes"] == 30


def test_a_change_that_changes_nothing_is_no_version(owner: APIClient, policy: Policy) -> None:
    assert change(owner, policy, first_minutes=240).headers["ETag"] == '"1"'
    assert policy.versions.count() == 1


def test_of_two_who_edit_at_once_the_second_gets_the_newer_version(owner: APIClient, policy: Policy) -> None:
    change(owner, policy, first_minutes=30)

    late = change(owner, policy, first_minutes=90)

    assert code_of(late) == (412, "version_conflict", None)
    assert late.json()["extra"]["current"]["first_minutes"] == 30
    assert late.json()["extra"]["current"]["revision"] == 2
    assert policy.versions.count() == 2


@pytest.mark.parametrize(("seen", "status"), [(None, 428), ('"abc"', 412), ("*", 200), ('W/"1"', 200)])
def test_a_change_says_which_version_it_was_made_from(
    owner: APIClient, policy: Policy, seen: str | None, status: int
) -> None:
    assert change(owner, policy, seen=seen, first_minutes=30).status_code == status


@pytest.mark.parametrize(
    ("wanted", "code", "attr"),
    [
        ({"first_minutes": 0}, "target_out_of_range", "first_minutes"),
        ({"next_minutes": 100_000}, "target_out_of_range", "next_minutes"),
        ({"next_minutes": -5}, "target_out_of_range", "next_minutes"),
        ({"first_minutes": "60"}, "not_a_number", "first_minutes"),
        ({"first_minutes": 1.5}, "not_a_number", "first_minutes"),
        ({"first_minutes": True}, "not_a_number", "first_minutes"),
        ({"first_minutes": 10**12}, "target_out_of_range", "first_minutes"),
        ({"warn_percent": 0}, "warning_out_of_range", "warn_percent"),
        ({"warn_percent": 100}, "warning_out_of_range", "warn_percent"),
        ({"calendar": "999999"}, "calendar_unknown", "calendar"),
        ({"calendar": "x"}, "not_an_id", "calendar"),
    ],
)
def test_targets_that_make_no_sense_are_refused(
    owner: APIClient, policy: Policy, wanted: dict[str, Any], code: str, attr: str
) -> None:
    response = change(owner, policy, **wanted)

    assert code_of(response) == (400, code, attr)
    assert policy.versions.count() == 1


def test_the_refusal_of_a_target_says_the_limits(owner: APIClient, policy: Policy) -> None:
    [error] = change(owner, policy, first_minutes=0).json()["errors"]

    assert error["detail"] == "Цель ответа — от 1 до 43200 минут."


@pytest.mark.parametrize(
    ("reach", "code"),
    [
        ({"scope": "workspace", "marketplace": "ozon"}, "policy_reach_unclear"),
        ({"scope": "marketplace"}, "policy_reach_unclear"),
        ({"scope": "chat_account"}, "policy_reach_unclear"),
        ({"scope": "marketplace", "marketplace": "lavka"}, "marketplace_unknown"),
        ({"scope": "chat_account", "chat_account": "999999"}, "chat_account_unknown"),
        ({"scope": "planet"}, "invalid_choice"),
    ],
)
def test_a_policy_says_clearly_for_whom_it_is(
    owner: APIClient, account: ChatAccount, reach: dict[str, str], code: str
) -> None:
    response = owner.post(URL, {**reach, "first_minutes": 60, "next_minutes": 60}, format="json")

    assert code_of(response)[:2] == (400, code)
    assert not Policy.objects.exists()


def test_the_account_and_the_calendar_of_another_workspace_are_unknown(owner: APIClient, policy: Policy) -> None:
    elsewhere = make_workspace()
    account = make_account(workspace=elsewhere)
    calendar = make_calendar(workspace=elsewhere, since=SINCE)
    wanted = {"scope": "chat_account", "chat_account": str(account.pk), "first_minutes": 60, "next_minutes": 60}

    assert code_of(owner.post(URL, wanted, format="json"))[1] == "chat_account_unknown"
    assert code_of(change(owner, policy, calendar=str(calendar.pk)))[1] == "calendar_unknown"


def test_there_is_one_policy_for_each_reach(owner: APIClient, policy: Policy) -> None:
    second = owner.post(URL, {"scope": "workspace", "first_minutes": 60, "next_minutes": 60}, format="json")

    assert code_of(second) == (409, "policy_exists", "scope")


def test_a_narrow_policy_can_be_deleted_and_set_again(
    owner: APIClient, workspace: Workspace, account: ChatAccount
) -> None:
    narrow = make_policy(workspace=workspace, chat_account=account, since=SINCE)

    assert owner.delete(f"{URL}/{narrow.pk}").status_code == 204
    assert owner.get(f"{URL}/{narrow.pk}").status_code == 404
    wanted = {"scope": "chat_account", "chat_account": str(account.pk), "first_minutes": 60, "next_minutes": 60}
    assert owner.post(URL, wanted, format="json").status_code == 201
    assert Policy.objects.get(pk=narrow.pk).deleted_at is not None


def test_the_policy_of_the_workspace_stays(owner: APIClient, policy: Policy) -> None:
    assert code_of(owner.delete(f"{URL}/{policy.pk}")) == (409, "policy_is_default", None)
