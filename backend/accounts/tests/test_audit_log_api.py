from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.services.audit import record
from accounts.tests.factories import make_api_key, make_workspace

URL = "/api/v1/audit-log"


def actions(client: APIClient, **query: str) -> list[str]:
    return [entry["action"] for entry in client.get(URL, query).json()["results"]]


@pytest.fixture
def history(workspace: Workspace, owner_member: Membership) -> None:
    by = Actor.for_member(owner_member)
    record("policy.changed", workspace=workspace, actor=by, about=workspace, details={"minutes": 30}, ip="10.0.0.7")
    record("member.removed", workspace=workspace, actor=by)
    record("workspace.created", workspace=make_workspace(), actor=Actor.for_system("somebody else"))


def test_an_owner_reads_what_was_done_the_newest_first(
    owner: APIClient, owner_member: Membership, workspace: Workspace, history: None
) -> None:
    newest, changed = owner.get(URL, {"actor_kind": "member", "limit": "2"}).json()["results"][-2:]

    assert (newest["action"], newest["object_kind"], newest["ip"]) == ("member.removed", None, None)
    assert changed["actor"] == {
        "kind": "member",
        "name": "Ольга Хозяйкина",
        "user_id": str(owner_member.user.pk),
        "api_key_id": None,
    }
    assert (changed["object_kind"], changed["object_id"]) == ("workspace", str(workspace.pk))
    assert (changed["details"], changed["ip"]) == ({"minutes": 30}, "10.0.0.7")


def test_the_log_narrows(owner: APIClient, workspace: Workspace, history: None) -> None:
    api_key, _key = make_api_key(workspace=workspace)
    record("reply.queued", workspace=workspace, actor=Actor.for_api_key(api_key))

    assert actions(owner, action="member.removed") == ["member.removed"]
    assert actions(owner, action="policy.") == ["policy.changed"]
    assert actions(owner, api_key=str(api_key.pk)) == ["reply.queued"]
    assert actions(owner, actor_kind="system") == ["api_key.created"]
    assert actions(owner, object_kind="workspace", object_id=str(workspace.pk)) == ["policy.changed"]
    assert actions(owner, since="2099-01-01T00:00:00Z") == []
    assert actions(owner, until="2001-01-01T00:00:00Z") == []


def test_pages_join(owner: APIClient, history: None) -> None:
    first = owner.get(URL, {"limit": "1", "action": "policy."}).json()
    everything = owner.get(URL).json()["results"]
    page = owner.get(URL, {"limit": "1"}).json()
    following = owner.get(page["next"]).json()["results"]

    assert (len(first["results"]), first["next"]) == (1, None)
    assert [*page["results"], *following] == everything[:2]


@pytest.mark.parametrize(
    ("query", "code"),
    [({"since": "yesterday"}, "not_a_time"), ({"user": "me"}, "not_an_id"), ({"actor_kind": "cat"}, "invalid_choice")],
)
def test_a_filter_without_sense_is_refused(owner: APIClient, query: dict[str, str], code: str) -> None:
    response = owner.get(URL, query)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (400, code)


def test_the_log_is_for_owners_alone(
    agent: APIClient, stranger: APIClient, anonymous: APIClient, api_key_client: Callable[..., APIClient], history: None
) -> None:
    refused = [client.get(URL).status_code for client in (agent, api_key_client(), anonymous)]

    assert refused == [403, 403, 401]
    assert "member.removed" not in actions(stranger)
