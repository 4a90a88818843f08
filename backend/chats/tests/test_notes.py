"""Notes: for the team alone."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Workspace
from chats.models import Change, Chat, Note, Reply
from chats.tests.factories import make_chat, make_message
from conftest import Queued


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    return chat


def write(client: APIClient, chat: Chat, text: str = "Обещали перезвонить, не писать повторно") -> Any:
    return client.post(f"/api/v1/chats/{chat.pk}/notes", {"text": text}, format="json")


def test_a_note_names_its_author_and_is_told(agent: APIClient, owner: APIClient, chat: Chat) -> None:
    written = write(agent, chat).json()

    [read] = owner.get(f"/api/v1/chats/{chat.pk}/notes").json()["results"]

    assert (read["author_name"], read["text"], read["edited_at"]) == ("Антон Ответов", written["text"], None)
    assert (written["own"], read["own"]) == (True, False)
    assert list(Change.objects.values_list("kind", "chat_id")) == [("note.updated", chat.pk)]


def test_a_note_is_never_a_reply(agent: APIClient, chat: Chat, queued: Queued) -> None:
    before = agent.get(f"/api/v1/chats/{chat.pk}").json()

    write(agent, chat)

    assert queued == []
    assert not Reply.objects.exists()
    assert agent.get(f"/api/v1/chats/{chat.pk}").json()["clock"]["opened_at"] == before["clock"]["opened_at"]
    assert len(agent.get(f"/api/v1/chats/{chat.pk}/messages").json()["results"]) == 1


def test_the_newest_note_comes_first(agent: APIClient, chat: Chat) -> None:
    for text in ("Первая", "Вторая", "Третья"):
        write(agent, chat, text)

    page = agent.get(f"/api/v1/chats/{chat.pk}/notes?limit=2").json()

    assert [row["text"] for row in page["results"]] == ["Третья", "Вторая"]
    assert [row["text"] for row in agent.get(page["next"]).json()["results"]] == ["Первая"]


def test_the_author_changes_and_deletes_it(agent: APIClient, chat: Chat) -> None:
    url = f"/api/v1/notes/{write(agent, chat).json()['id']}"

    changed = agent.patch(url, {"text": "Исправлено"}, format="json").json()
    deleted = agent.delete(url)

    assert changed["text"] == "Исправлено"
    assert changed["edited_at"] is not None
    assert deleted.status_code == 204
    assert not Note.objects.exists()
    assert Change.objects.filter(kind="note.updated").count() == 3
    assert AuditEntry.objects.filter(action="note.deleted").count() == 1


def test_nobody_else_may(
    agent: APIClient, owner: APIClient, api_key_client: Callable[..., APIClient], chat: Chat
) -> None:
    url = f"/api/v1/notes/{write(agent, chat).json()['id']}"

    for other in (owner, api_key_client()):
        for response in (other.patch(url, {"text": "Чужое"}, format="json"), other.delete(url)):
            assert (response.status_code, response.json()["errors"][0]["code"]) == (403, "note_of_another")
    assert Note.objects.get().text != "Чужое"


def test_a_key_writes_notes_of_its_own(api_key_client: Callable[..., APIClient], chat: Chat) -> None:
    client = api_key_client()
    note = write(client, chat).json()

    assert (note["author_name"], note["own"]) == ("Учётная система", True)
    assert client.delete(f"/api/v1/notes/{note['id']}").status_code == 204


def test_a_note_outlives_its_author(agent: APIClient, owner: APIClient, agent_member: Membership, chat: Chat) -> None:
    write(agent, chat)

    agent_member.delete()

    [read] = owner.get(f"/api/v1/chats/{chat.pk}/notes").json()["results"]
    assert read["author_name"] == "Антон Ответов"


@pytest.mark.parametrize(("text", "code"), [("", "blank"), ("\u2800", "text_empty"), ("я" * 4_001, "max_length")])
def test_an_empty_or_an_endless_note_is_refused(agent: APIClient, chat: Chat, text: str, code: str) -> None:
    response = write(agent, chat, text)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (400, code)
