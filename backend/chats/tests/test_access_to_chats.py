"""Who may do what with chats: every endpoint as a stranger, as nobody, and with keys of every scope."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from chats.models import Message, Reply
from chats.tests import files
from chats.tests.factories import make_chat, make_message, make_note, make_reply, make_template
from conftest import Queued


@dataclass(frozen=True)
class Place:
    """One object of each kind, in one workspace."""

    chat_id: int
    message_id: int
    reply_id: int
    template_id: int
    note_id: int


@pytest.fixture
def place(workspace: Workspace, agent_member: Membership) -> Place:
    chat = make_chat(workspace=workspace)
    message = make_message(chat=chat, attachments=[{"ref": "/file/1.jpg", "name": "1.jpg"}])
    reply = make_reply(chat=chat, state=Reply.State.FAILED)
    template = make_template(workspace=workspace)
    note = make_note(chat=chat, author=agent_member)
    return Place(chat.pk, message.pk, reply.pk, template.pk, note.pk)


ENDPOINTS = {
    "list": ("GET", "chats", "chats:read"),
    "counts": ("GET", "chats/counts", "chats:read"),
    "chat": ("GET", "chats/{0.chat_id}", "chats:read"),
    "assign": ("PATCH", "chats/{0.chat_id}", "chats:write"),
    "messages": ("GET", "chats/{0.chat_id}/messages", "chats:read"),
    "replies": ("GET", "chats/{0.chat_id}/replies", "chats:read"),
    "one reply": ("GET", "replies/{0.reply_id}", "chats:read"),
    "changes": ("GET", "changes", "chats:read"),
    "write": ("POST", "chats/{0.chat_id}/replies", "chats:write"),
    "read": ("POST", "chats/{0.chat_id}/read", "chats:write"),
    "unread": ("POST", "chats/{0.chat_id}/unread", "chats:write"),
    "bulk": ("POST", "chats/bulk", "chats:write"),
    "waive": ("POST", "chats/{0.chat_id}/waive", "chats:write"),
    "unwaive": ("POST", "chats/{0.chat_id}/unwaive", "chats:write"),
    "snooze": ("POST", "chats/{0.chat_id}/snooze", "chats:write"),
    "close": ("POST", "chats/{0.chat_id}/close", "chats:write"),
    "reopen": ("POST", "chats/{0.chat_id}/reopen", "chats:write"),
    "retry": ("POST", "replies/{0.reply_id}/retry", "chats:write"),
    "delete": ("DELETE", "replies/{0.reply_id}", "chats:write"),
    "upload": ("POST", "uploads", "chats:write"),
    "notes": ("GET", "chats/{0.chat_id}/notes", "chats:read"),
    "events": ("GET", "chats/{0.chat_id}/events", "chats:read"),
    "context": ("GET", "chats/{0.chat_id}/context", "chats:read"),
    "check text": ("POST", "chats/{0.chat_id}/check-text", "chats:write"),
    "text rules": ("GET", "text-rules", "chats:read"),
    "new note": ("POST", "chats/{0.chat_id}/notes", "chats:write"),
    "note": ("GET", "notes/{0.note_id}", "chats:read"),
    "templates": ("GET", "templates", "chats:read"),
    "folders": ("GET", "templates/folders", "chats:read"),
    "new template": ("POST", "templates", "templates:write"),
    "template": ("GET", "templates/{0.template_id}", "chats:read"),
    "change template": ("PATCH", "templates/{0.template_id}", "templates:write"),
    "delete template": ("DELETE", "templates/{0.template_id}", "templates:write"),
    "filled templates": ("GET", "chats/{0.chat_id}/templates", "chats:read"),
    "use template": ("POST", "chats/{0.chat_id}/templates/{0.template_id}/use", "chats:write"),
}
OF_A_MEMBER = {
    "draft": ("GET", "chats/{0.chat_id}/draft", ""),
    "write draft": ("PUT", "chats/{0.chat_id}/draft", ""),
    "drop draft": ("DELETE", "chats/{0.chat_id}/draft", ""),
    "presence": ("POST", "chats/{0.chat_id}/presence", ""),
    "company": ("GET", "chats/presence", ""),
    "views": ("GET", "saved-views", ""),
}
OF_AN_AUTHOR = {
    "change note": ("PATCH", "notes/{0.note_id}", "chats:write"),
    "delete note": ("DELETE", "notes/{0.note_id}", "chats:write"),
}
EVERYTHING = ENDPOINTS | OF_A_MEMBER | OF_AN_AUTHOR
OF_AN_OBJECT = [name for name, (_, path, _) in EVERYTHING.items() if "{0." in path]
FILE = "/api/v1/chats/{0.chat_id}/messages/{0.message_id}/files/0"


def call(client: APIClient, name: str, place: Place) -> Any:
    method, path, _ = EVERYTHING[name]
    url = f"/api/v1/{path.format(place)}"
    if name == "upload":
        return client.post(url, {"file": SimpleUploadedFile("1.png", files.PNG)}, format="multipart")
    headers = {"Idempotency-Key": str(uuid4()), "If-Match": "*"}
    body = json.dumps(
        {
            "title": "x",
            "text": "x",
            "state": "viewing",
            "action": "close",
            "chats": [str(place.chat_id)],
            "until": (timezone.now() + timedelta(days=1)).isoformat(),
        }
    )
    return client.generic(method, url, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("name", EVERYTHING)
def test_an_agent_may_use_every_endpoint(agent: APIClient, place: Place, queued: Queued, name: str) -> None:
    assert call(agent, name, place).status_code in {200, 201, 202, 204}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_key_needs_the_scope_of_the_endpoint(
    api_key_client: Callable[..., APIClient], place: Place, queued: Queued, name: str
) -> None:
    scope = ENDPOINTS[name][2]
    other = "chats:write" if scope == "chats:read" else "chats:read"

    refused = call(api_key_client(other), name, place)
    admitted = call(api_key_client(scope), name, place)

    assert refused.status_code == 403
    assert refused.json()["errors"][0]["code"] == "scope_missing"
    assert admitted.status_code in {200, 201, 202, 204}


@pytest.mark.parametrize("name", OF_A_MEMBER)
def test_what_is_a_members_own_is_closed_to_keys(
    api_key_client: Callable[..., APIClient], place: Place, name: str
) -> None:
    refused = call(api_key_client(), name, place)

    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "session_only")


@pytest.mark.parametrize("name", EVERYTHING)
def test_nobody_is_asked_to_sign_in(anonymous: APIClient, place: Place, name: str) -> None:
    assert call(anonymous, name, place).status_code == 401


@pytest.mark.parametrize("name", OF_AN_OBJECT)
def test_a_stranger_finds_nothing(stranger: APIClient, place: Place, queued: Queued, name: str) -> None:
    response = call(stranger, name, place)

    assert response.status_code == 404
    assert response.json()["errors"][0]["code"] == "not_found"
    assert queued == []


def test_the_lists_of_a_stranger_are_empty(stranger: APIClient, place: Place) -> None:
    for name in ("list", "templates"):
        assert call(stranger, name, place).json()["results"] == []
    assert set(call(stranger, "counts", place).json()["queues"].values()) == {0}


def test_a_file_is_closed_to_strangers_and_to_keys_that_may_not_read(
    stranger: APIClient, anonymous: APIClient, api_key_client: Callable[..., APIClient], place: Place
) -> None:
    url = FILE.format(place)

    assert stranger.get(url).status_code == 404
    assert anonymous.get(url).status_code == 401
    assert api_key_client("chats:write").get(url).status_code == 403


def test_no_answer_of_a_stranger_changed_anything(stranger: APIClient, place: Place, queued: Queued) -> None:
    for name in OF_AN_OBJECT:
        call(stranger, name, place)

    assert list(Reply.objects.values_list("pk", "state")) == [(place.reply_id, "failed")]
    assert Message.objects.count() == 1
