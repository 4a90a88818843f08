"""Name, zone and retention of a workspace, and its end."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Workspace

URL = "/api/v1/workspace"
CLOSING = f"{URL}/closing"


def change(client: APIClient, body: dict[str, Any], *, tag: str = "*") -> Any:
    return client.patch(URL, body, headers={"If-Match": tag})


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["code"]


def test_a_change_needs_the_version_it_was_made_from(owner: APIClient, workspace: Workspace) -> None:
    tag = owner.get(URL).headers["ETag"]

    unnamed = owner.patch(URL, {"name": "Лавка у моря"})
    first = change(owner, {"name": "Лавка у моря", "retention_days": 90}, tag=tag)
    late = change(owner, {"name": "Лавка у озера"}, tag=tag)

    assert code_of(unnamed) == (428, "precondition_required")
    assert (first.json()["name"], first.json()["retention_days"], first.headers["ETag"]) == ("Лавка у моря", 90, '"2"')
    assert code_of(late) == (412, "version_conflict")
    assert late.json()["extra"]["current"]["name"] == "Лавка у моря"
    details = AuditEntry.objects.get(action="workspace.changed").details
    assert details["after"] == {"name": "Лавка у моря", "retention_days": 90}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"retention_days": 29}, "min_value"),
        ({"retention_days": "90"}, "not_a_number"),
        ({"time_zone": "Луна/Море"}, "time_zone_unknown"),
        ({"name": ""}, "blank"),
    ],
)
def test_a_setting_without_sense_is_refused(owner: APIClient, body: dict[str, Any], code: str) -> None:
    assert code_of(change(owner, body)) == (400, code)


def test_an_agent_reads_and_does_not_change(agent: APIClient, workspace: Workspace) -> None:
    answers = [change(agent, {"name": "Моё"}), agent.post(CLOSING, {"slug": workspace.slug}), agent.delete(CLOSING)]

    assert agent.get(URL).json()["slug"] == workspace.slug
    assert {code_of(answer) for answer in answers} == {(403, "owner_only")}
    assert Workspace.objects.get().closes_at is None


def test_a_deletion_is_confirmed_by_the_address_and_can_be_called_off(owner: APIClient, workspace: Workspace) -> None:
    unsure = owner.post(CLOSING, {"slug": "лавка"})
    closing = owner.post(CLOSING, {"slug": workspace.slug}).json()["closes_at"]
    again = owner.post(CLOSING, {"slug": workspace.slug}).json()["closes_at"]
    reopened = owner.delete(CLOSING).json()["closes_at"]

    assert code_of(unsure) == (400, "closing_not_confirmed")
    assert closing == again
    assert reopened is None
    actions = AuditEntry.objects.filter(action__in=["workspace.closing", "workspace.reopened"]).order_by("pk")
    assert [entry.action for entry in actions] == ["workspace.closing", "workspace.reopened"]


def test_after_the_grace_nothing_is_called_off(owner: APIClient, workspace: Workspace) -> None:
    Workspace.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    assert code_of(owner.delete(CLOSING)) == (409, "workspace_closed")
    assert Workspace.objects.get().closes_at is not None
