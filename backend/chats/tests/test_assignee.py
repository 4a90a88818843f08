"""Who of the members takes care of a chat."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_member, make_workspace
from chats.models import Change, Chat, ChatAccount
from chats.tests.factories import NOW, make_account
from chats.tests.test_chat_list import as_ids, asked, ids


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


@pytest.fixture
def chat(account: ChatAccount) -> Chat:
    return asked(account)


def assign(client: APIClient, chat: Chat, assignee: object) -> Any:
    return client.patch(f"/api/v1/chats/{chat.pk}", {"assignee": assignee})


def code_of(response: Any) -> tuple[int, str, str | None]:
    (error,) = response.json()["errors"]
    return response.status_code, error["code"], error["attr"]


def test_the_list_narrows_to_mine_to_somebodys_and_to_nobodys(
    agent: APIClient, account: ChatAccount, agent_member: Membership, owner_member: Membership
) -> None:
    mine, hers, nobodys = asked(account, assignee=agent_member), asked(account, assignee=owner_member), asked(account)

    def listed(assignee: object) -> set[str]:
        return set(ids(agent.get(f"/api/v1/chats?assignee={assignee}")))

    assert listed("me") == listed(agent_member.pk) == set(as_ids(mine))
    assert listed(owner_member.pk) == set(as_ids(hers))
    assert listed("none") == set(as_ids(nobodys))
    assert listed("") == set(as_ids(mine, hers, nobodys))
    assert listed(999_999) == set()


def test_the_counters_follow_the_same_filter(agent: APIClient, account: ChatAccount, agent_member: Membership) -> None:
    asked(account, assignee=agent_member, due_at=NOW)
    asked(account, due_at=NOW)
    asked(account, due_at=NOW)

    def counted(assignee: str) -> tuple[int, int]:
        body = agent.get(f"/api/v1/chats/counts?assignee={assignee}").json()
        return body["queues"]["all"], body["accounts"].get(str(account.pk), 0)

    assert [counted(assignee)[0] for assignee in ("me", "none", "")] == [1, 2, 3]
    assert [counted(assignee)[1] for assignee in ("me", "none", "")] == [1, 2, 3]


@pytest.mark.parametrize("path", ["chats", "chats/counts"])
def test_an_assignee_that_makes_no_sense_is_refused(agent: APIClient, path: str) -> None:
    assert code_of(agent.get(f"/api/v1/{path}?assignee=all")) == (400, "not_an_id", "assignee")


def test_a_key_is_nobody_to_assign_to(api_key_client: Callable[..., APIClient], chat: Chat) -> None:
    key = api_key_client()

    assert code_of(key.get("/api/v1/chats?assignee=me")) == (403, "session_only", None)
    assert code_of(assign(key, chat, "me")) == (403, "session_only", None)


def test_a_member_takes_a_chat_hands_it_on_and_lets_it_go(
    agent: APIClient, chat: Chat, agent_member: Membership, owner_member: Membership
) -> None:
    taken, handed_on, let_go = (assign(agent, chat, who) for who in ("me", str(owner_member.pk), None))

    assert [answer.status_code for answer in (taken, handed_on, let_go)] == [200, 200, 200]
    assert taken.json()["assignee"] == {"id": str(agent_member.pk), "name": "Антон Ответов"}
    assert handed_on.json()["assignee"] == {"id": str(owner_member.pk), "name": "Ольга Хозяйкина"}
    assert let_go.json()["assignee"] is None
    assert list(Change.objects.values_list("kind", "chat_id")) == [("chat.updated", chat.pk)] * 3


def test_the_answer_is_the_chat_as_it_is_read(agent: APIClient, chat: Chat) -> None:
    assert assign(agent, chat, "me").json() == agent.get(f"/api/v1/chats/{chat.pk}").json()


@pytest.mark.parametrize("body", [{}, {"assignee": None}, {"assignee": "none"}, {"title": "Новый"}])
def test_what_changes_nothing_is_told_to_nobody(agent: APIClient, chat: Chat, body: dict[str, Any]) -> None:
    response = agent.patch(f"/api/v1/chats/{chat.pk}", body)

    assert (response.status_code, response.json()["assignee"]) == (200, None)
    assert not Change.objects.exists()


def test_only_active_members_of_the_workspace_can_be_assigned(
    agent: APIClient, chat: Chat, owner_member: Membership
) -> None:
    foreign = make_member(workspace=make_workspace(name="Чужая лавка"))
    owner_member.user.is_active = False
    owner_member.user.save()

    answers = [code_of(assign(agent, chat, str(pk))) for pk in (foreign.pk, owner_member.pk, 999_999)]

    assert answers == [(400, "member_unknown", "assignee")] * 3
    assert Chat.objects.get().assignee is None


@pytest.mark.parametrize(("assignee", "code"), [("somebody", "not_an_id"), (7, "not_a_string"), ("", "blank")])
def test_an_assignee_is_an_id(agent: APIClient, chat: Chat, assignee: object, code: str) -> None:
    assert code_of(assign(agent, chat, assignee)) == (400, code, "assignee")


def test_the_chats_of_a_member_who_leaves_are_nobodys(
    owner: APIClient, account: ChatAccount, agent_member: Membership, owner_member: Membership
) -> None:
    theirs, kept = asked(account, assignee=agent_member), asked(account, assignee=owner_member)

    owner.delete(f"/api/v1/members/{agent_member.pk}")

    assert Chat.objects.get(pk=theirs.pk).assignee_id is None
    assert Chat.objects.get(pk=kept.pk).assignee_id == owner_member.pk
    assert list(Change.objects.values_list("kind", "chat_id")) == [(Change.Kind.CHAT_UPDATED, theirs.pk)]
