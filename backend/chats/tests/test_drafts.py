"""Drafts: one per member and chat, never overwritten unseen, never sent by themselves."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from chats.models import Change, Chat, Reply
from chats.selectors.drafts import drafts_in
from chats.tests.factories import make_chat, make_message
from conftest import Queued


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    return chat


def draft_url(chat: Chat) -> str:
    return f"/api/v1/chats/{chat.pk}/draft"


def keep(client: APIClient, chat: Chat, text: str, *, seen: int = 0) -> Any:
    return client.put(draft_url(chat), {"text": text}, format="json", headers={"If-Match": f'"{seen}"'})


def send(client: APIClient, chat: Chat, text: str, **body: Any) -> Any:
    headers = {"Idempotency-Key": str(uuid4())}
    return client.post(f"/api/v1/chats/{chat.pk}/replies", {"text": text, **body}, format="json", headers=headers)


def test_a_draft_is_kept_as_it_was_typed(agent: APIClient, chat: Chat) -> None:
    before = agent.get(draft_url(chat))
    kept = keep(agent, chat, " Здравствуйте,\n")
    read = agent.get(draft_url(chat))

    assert (before.json(), before["ETag"]) == ({"text": "", "version": 0, "updated_at": None}, '"0"')
    assert (kept.status_code, kept["ETag"]) == (200, '"1"')
    assert read.json() == kept.json()
    assert read.json()["text"] == " Здравствуйте,\n"


def test_the_draft_of_another_device_is_shown_and_not_overwritten(agent: APIClient, chat: Chat) -> None:
    keep(agent, chat, "С телефона")

    response = keep(agent, chat, "С компьютера")

    assert (response.status_code, response.json()["errors"][0]["code"]) == (412, "draft_conflict")
    assert response.json()["extra"]["current"]["text"] == "С телефона"
    assert agent.get(draft_url(chat)).json()["text"] == "С телефона"


def test_a_repeated_request_is_no_conflict(agent: APIClient, chat: Chat) -> None:
    first, again = keep(agent, chat, "Текст"), keep(agent, chat, "Текст")

    assert again.json() == first.json()


def test_a_draft_that_was_dropped_does_not_come_back(agent: APIClient, chat: Chat) -> None:
    keep(agent, chat, "Старое")
    dropped = agent.delete(draft_url(chat), headers={"If-Match": '"1"'})

    late = keep(agent, chat, "Старое и ещё", seen=1)

    assert (dropped.status_code, late.status_code) == (204, 412)
    assert agent.get(draft_url(chat)).json()["text"] == ""


def test_dropping_names_the_version_too(agent: APIClient, chat: Chat) -> None:
    keep(agent, chat, "Раз")
    keep(agent, chat, "Два", seen=1)

    assert agent.delete(draft_url(chat), headers={"If-Match": '"1"'}).status_code == 412
    assert agent.delete(draft_url(chat)).status_code == 428


def test_each_member_has_a_draft_of_their_own(agent: APIClient, owner: APIClient, chat: Chat) -> None:
    keep(agent, chat, "Моё")

    assert owner.get(draft_url(chat)).json()["text"] == ""
    assert owner.get(f"/api/v1/chats/{chat.pk}").json()["draft"] is None


def test_a_draft_stays_in_its_chat(agent: APIClient, workspace: Workspace, chat: Chat) -> None:
    other = make_chat(workspace=workspace)
    keep(agent, chat, "Сюда")

    assert agent.get(draft_url(other)).json()["text"] == ""


def test_the_list_shows_how_the_draft_begins(
    agent: APIClient, api_key_client: Callable[..., APIClient], chat: Chat
) -> None:
    keep(agent, chat, "я" * 500)

    [row] = agent.get("/api/v1/chats").json()["results"]
    [of_a_key] = api_key_client().get("/api/v1/chats").json()["results"]

    assert row["draft"]["text"] == "я" * 200
    assert of_a_key["draft"] is None


def test_the_drafts_of_a_page_are_read_at_once(
    agent: APIClient,
    agent_member: Membership,
    workspace: Workspace,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    chats = [make_chat(workspace=workspace) for _ in range(3)]
    for chat in chats[:2]:
        keep(agent, chat, "Черновик")

    with django_assert_num_queries(1):
        found = drafts_in([chat.pk for chat in chats], agent_member)

    assert set(found) == {chats[0].pk, chats[1].pk}


def test_the_member_alone_is_told_when_a_draft_comes_and_goes(
    agent: APIClient, agent_member: Membership, chat: Chat
) -> None:
    keep(agent, chat, "Раз")
    keep(agent, chat, "Два", seen=1)
    keep(agent, chat, "", seen=2)

    told = Change.objects.filter(chat_id=chat.pk).values_list("kind", "membership_id")
    assert list(told) == [("chat.updated", agent_member.pk)] * 2


def test_a_reply_takes_the_draft_it_was_made_of_with_it(agent: APIClient, chat: Chat, queued: Queued) -> None:
    keep(agent, chat, "Да, подойдёт")

    assert send(agent, chat, "Да, подойдёт", draft_version=1).status_code == 202

    assert agent.get(draft_url(chat)).json()["text"] == ""


def test_what_was_written_after_sending_stays(agent: APIClient, chat: Chat, queued: Queued) -> None:
    keep(agent, chat, "Да, подойдёт")
    keep(agent, chat, "Уже следующий ответ", seen=1)

    send(agent, chat, "Да, подойдёт", draft_version=1)

    assert Reply.objects.get().text == "Да, подойдёт"
    assert agent.get(draft_url(chat)).json()["text"] == "Уже следующий ответ"


def test_a_reply_without_a_version_leaves_the_draft_alone(agent: APIClient, chat: Chat, queued: Queued) -> None:
    keep(agent, chat, "Черновик")

    send(agent, chat, "Черновик")

    assert agent.get(draft_url(chat)).json()["text"] == "Черновик"
