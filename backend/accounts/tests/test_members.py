from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.browser import sign_in
from accounts.tests.factories import PASSWORD, make_member, make_workspace

URL = "/api/v1/members"


def code_of(response: object) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["code"]  # type: ignore[attr-defined]


def test_an_owner_sees_who_works_here(
    owner: APIClient, owner_member: Membership, agent_member: Membership, workspace: Workspace
) -> None:
    make_member(workspace=make_workspace(), name="Чужой Человек")

    first, second = owner.get(URL).json()["results"]

    assert (first["name"], first["role"], first["is_me"]) == ("Ольга Хозяйкина", "owner", True)
    assert (second["id"], second["email"], second["is_me"]) == (str(agent_member.pk), agent_member.user.email, False)


def test_an_agent_sees_names_and_their_own_address_only(
    agent: APIClient, owner_member: Membership, agent_member: Membership
) -> None:
    rows = {row["name"]: row["email"] for row in agent.get(URL).json()["results"]}

    assert rows == {"Ольга Хозяйкина": None, "Антон Ответов": agent_member.user.email}


def test_a_key_learns_whom_a_chat_can_be_given_to(
    api_key_client: Callable[..., APIClient], agent_member: Membership, owner_member: Membership
) -> None:
    owner_member.user.is_active = False
    owner_member.user.save()

    response = api_key_client("chats:read").get("/api/v1/assignees")

    assert response.json()["results"] == [{"id": str(agent_member.pk), "name": "Антон Ответов"}]


def test_an_agent_becomes_an_owner(owner: APIClient, agent: APIClient, agent_member: Membership) -> None:
    response = owner.patch(f"{URL}/{agent_member.pk}", {"role": "owner"})

    assert (response.status_code, response.json()["role"]) == (200, "owner")
    assert agent.get("/api/v1/api-keys").status_code == 200
    entry = AuditEntry.objects.get(action="member.role_changed")
    assert entry.details == {"member": "Антон Ответов", "from": "agent", "to": "owner"}


def test_a_role_that_is_the_same_already_is_not_noted(owner: APIClient, agent_member: Membership) -> None:
    response = owner.patch(f"{URL}/{agent_member.pk}", {"role": "agent"})

    assert response.status_code == 200
    assert not AuditEntry.objects.filter(action="member.role_changed").exists()


def test_the_last_owner_stays(owner: APIClient, owner_member: Membership, workspace: Workspace) -> None:
    sleeping = make_member(workspace=workspace, role="owner")
    sleeping.user.is_active = False
    sleeping.user.save()

    responses = [
        owner.patch(f"{URL}/{owner_member.pk}", {"role": "agent"}),
        owner.delete(f"{URL}/{owner_member.pk}"),
    ]

    assert [code_of(response) for response in responses] == [(409, "last_owner")] * 2
    assert Membership.objects.get(pk=owner_member.pk).is_owner


def test_one_of_two_owners_may_leave(owner: APIClient, owner_member: Membership, workspace: Workspace) -> None:
    make_member(workspace=workspace, role="owner")

    response = owner.delete(f"{URL}/{owner_member.pk}")

    assert response.status_code == 204
    assert not Membership.objects.filter(pk=owner_member.pk).exists()


def test_ownership_is_handed_over_in_one_step(
    owner: APIClient, owner_member: Membership, agent_member: Membership
) -> None:
    response = owner.post(f"{URL}/{agent_member.pk}/transfer-ownership")

    assert (response.status_code, response.json()["role"]) == (200, "owner")
    assert not Membership.objects.get(pk=owner_member.pk).is_owner
    assert code_of(owner.get("/api/v1/api-keys")) == (403, "owner_only")
    assert AuditEntry.objects.filter(action="workspace.ownership_transferred").count() == 1


def test_ownership_goes_to_no_owner_and_to_nobody_asleep(
    owner: APIClient, owner_member: Membership, agent_member: Membership
) -> None:
    agent_member.user.is_active = False
    agent_member.user.save()

    responses = [owner.post(f"{URL}/{member.pk}/transfer-ownership") for member in (owner_member, agent_member)]

    assert [code_of(response) for response in responses] == [(400, "already_owner"), (409, "member_inactive")]
    assert Membership.objects.get(pk=owner_member.pk).is_owner


def test_removing_a_member_ends_their_sessions(owner: APIClient, agent_member: Membership) -> None:
    agent_member.user.set_password(PASSWORD)
    agent_member.user.save()
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, agent_member.user.email, PASSWORD)
    assert browser.get("/api/v1/me").status_code == 200

    response = owner.delete(f"{URL}/{agent_member.pk}")

    assert response.status_code == 204
    assert browser.get("/api/v1/me").status_code == 401
    assert not Session.objects.filter(session_key=browser.cookies["sessionid"].value).exists()
    entry = AuditEntry.objects.get(action="member.removed")
    assert entry.details["email"] == agent_member.user.email


def test_who_belongs_elsewhere_too_stays_signed_in_there_alone(
    owner: APIClient, agent: APIClient, agent_member: Membership
) -> None:
    other = make_member(workspace=make_workspace(), user=agent_member.user).workspace

    owner.delete(f"{URL}/{agent_member.pk}")

    assert code_of(agent.get("/api/v1/chats")) == (404, "workspace_not_found")
    assert agent.get("/api/v1/chats", headers={"X-Workspace": other.slug}).status_code == 200


def test_an_agent_may_leave_and_remove_nobody_else(
    agent: APIClient, agent_member: Membership, owner_member: Membership
) -> None:
    refused = agent.delete(f"{URL}/{owner_member.pk}")
    left = agent.delete(f"{URL}/{agent_member.pk}")

    assert code_of(refused) == (403, "owner_only")
    assert left.status_code == 204
    assert list(Membership.objects.values_list("pk", flat=True)) == [owner_member.pk]


@pytest.mark.parametrize("body", [{}, {"role": "god"}, {"role": 1}, {"role": None}])
def test_a_role_without_sense_is_refused(owner: APIClient, agent_member: Membership, body: dict[str, object]) -> None:
    response = owner.patch(f"{URL}/{agent_member.pk}", body)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "role"
