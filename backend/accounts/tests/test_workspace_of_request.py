from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from accounts.api.workspace import WorkspaceView
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_member, make_user, make_workspace
from conftest import signed_in


class RoomView(WorkspaceView):
    scopes: ClassVar[dict[str, str]] = {"GET": "chats:read"}

    def get(self, request: Request) -> Response:
        actor = self.request.actor
        return Response({"workspace": self.request.workspace.slug, "actor": actor.name, "kind": actor.kind})

    def post(self, request: Request) -> Response:
        return Response({"owner": self.request.actor.is_owner})


urlpatterns: list[Any] = [path("room", RoomView.as_view())]
pytestmark = pytest.mark.urls(__name__)


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["code"]


def test_the_only_workspace_needs_no_header(agent: APIClient, workspace: Workspace) -> None:
    body = agent.get("/room", headers={"X-Workspace": ""}).json()

    assert body == {"workspace": workspace.slug, "actor": "Антон Ответов", "kind": "member"}


def test_several_workspaces_and_no_header_are_a_question(agent: APIClient, agent_member: Membership) -> None:
    make_member(workspace=make_workspace(), user=agent_member.user)

    assert code_of(agent.get("/room", headers={"X-Workspace": ""})) == (400, "workspace_required")


def test_a_picture_names_its_workspace_in_the_query(agent: APIClient, agent_member: Membership) -> None:
    other = make_workspace()
    make_member(workspace=other, user=agent_member.user)

    body = agent.get(f"/room?workspace={other.slug}", headers={"X-Workspace": ""}).json()

    assert body["workspace"] == other.slug


@pytest.mark.parametrize("slug", ["nowhere", "ЛАВКА", "../etc"])
def test_an_unknown_workspace_is_404(agent: APIClient, slug: str) -> None:
    header = slug.encode().decode("latin-1")

    assert code_of(agent.get("/room", headers={"X-Workspace": header})) == (404, "workspace_not_found")


def test_a_foreign_workspace_is_404_like_an_unknown_one(stranger: APIClient, workspace: Workspace) -> None:
    response = stranger.get("/room", headers={"X-Workspace": workspace.slug})

    assert code_of(response) == (404, "workspace_not_found")


def test_a_person_without_any_workspace_is_told_so(db: None) -> None:
    client = APIClient()
    client.force_login(make_user())

    assert code_of(client.get("/room")) == (404, "workspace_not_found")


def test_a_key_acts_under_its_own_name(api_key_client: Callable[..., APIClient], workspace: Workspace) -> None:
    body = api_key_client("chats:read").get("/room").json()

    assert body == {"workspace": workspace.slug, "actor": "Учётная система", "kind": "api_key"}


def test_a_key_without_the_scope_is_refused_and_told_which(api_key_client: Callable[..., APIClient]) -> None:
    response = api_key_client("reports:read").get("/room", headers={"Accept-Language": "en"})

    assert code_of(response) == (403, "scope_missing")
    assert response.json()["errors"][0]["detail"] == "The API key lacks the scope chats:read."


def test_a_method_without_a_scope_is_closed_to_keys(api_key_client: Callable[..., APIClient]) -> None:
    assert code_of(api_key_client().post("/room")) == (403, "session_only")


def test_a_key_does_not_open_another_workspace(api_key_client: Callable[..., APIClient]) -> None:
    other = make_workspace()

    response = api_key_client().get("/room", headers={"X-Workspace": other.slug})

    assert code_of(response) == (404, "workspace_not_found")


def test_a_deactivated_person_is_out(agent_member: Membership) -> None:
    client = signed_in(agent_member.user, agent_member.workspace)
    agent_member.user.is_active = False
    agent_member.user.save(update_fields=["is_active"])

    assert client.get("/room").status_code == 401


def test_a_removed_member_is_out_at_once(agent: APIClient, agent_member: Membership) -> None:
    agent_member.delete()

    assert code_of(agent.get("/room")) == (404, "workspace_not_found")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_method_that_is_not_there_is_said_before_any_right(
    api_key_client: Callable[..., APIClient], agent: APIClient, method: str
) -> None:
    by_key, by_agent = (client.generic(method, "/room") for client in (api_key_client("chats:read"), agent))

    assert code_of(by_key) == code_of(by_agent) == (405, "method_not_allowed")
    assert by_key.headers["Allow"] == "GET, POST, HEAD, OPTIONS"
