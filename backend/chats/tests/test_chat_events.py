"""What people did to a chat stands between its messages, by name and time."""

from datetime import timedelta

from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Workspace
from chats.models import Change
from chats.tests.factories import make_chat, make_message


def test_each_deed_is_told_with_who_did_it_the_newest_first(
    agent: APIClient, agent_member: Membership, workspace: Workspace
) -> None:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    url, until = f"/api/v1/chats/{chat.pk}", timezone.now() + timedelta(hours=3)
    agent.patch(url, {"assignee": "me"}, format="json")
    agent.post(f"{url}/snooze", {"until": until.isoformat()}, format="json")
    agent.post(f"{url}/close", {}, format="json")
    agent.post(f"{url}/reopen", {}, format="json")
    agent.post("/api/v1/chats/bulk", {"action": "assign", "chats": [str(chat.pk)], "assignee": None}, format="json")

    told = agent.get(f"{url}/events").json()["results"]

    assert [(one["kind"], one["assignee_name"]) for one in told] == [
        ("assigned", None),
        ("reopened", None),
        ("closed", None),
        ("snoozed", None),
        ("assigned", agent_member.user.display_name),
    ]
    assert {one["by"] for one in told} == {agent_member.user.display_name}
    assert told[3]["until"] is not None
    assert AuditEntry.objects.filter(action="chat.assigned").count() == 2
    assert Change.objects.filter(kind="chat.updated", chat_id=chat.pk).count() == 5


def test_the_deeds_of_another_chat_are_not_told(agent: APIClient, workspace: Workspace) -> None:
    one, other = make_chat(workspace=workspace), make_chat(workspace=workspace)
    agent.patch(f"/api/v1/chats/{one.pk}", {"assignee": "me"}, format="json")
    agent.patch(f"/api/v1/chats/{one.pk}", {"assignee": "me"}, format="json")

    assert len(agent.get(f"/api/v1/chats/{one.pk}/events").json()["results"]) == 1
    assert agent.get(f"/api/v1/chats/{other.pk}/events").json()["results"] == []
