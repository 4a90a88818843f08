"""Who else is in a chat."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from redis.exceptions import ConnectionError as RedisConnectionError
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from chats.models import Chat
from chats.tests.factories import NOW, make_chat
from core import redis


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def say(client: APIClient, chat: Chat, state: str, *, after: int = 0) -> Any:
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
        return client.post(f"/api/v1/chats/{chat.pk}/presence", {"state": state}, format="json").json()


def test_two_members_see_each_other_and_not_themselves(
    agent: APIClient, owner: APIClient, owner_member: Membership, agent_member: Membership, chat: Chat
) -> None:
    alone = say(owner, chat, "writing")
    met = say(agent, chat, "viewing", after=5)
    meets = say(owner, chat, "writing", after=10)

    assert alone == {"others": [], "known": True, "again_in_seconds": 10}
    assert met["others"] == [
        {
            "member_id": str(owner_member.pk),
            "name": "Ольга Хозяйкина",
            "state": "writing",
            "since": "2026-11-23T12:00:00Z",
        }
    ]
    assert [(other["member_id"], other["state"]) for other in meets["others"]] == [(str(agent_member.pk), "viewing")]


def test_since_is_when_the_state_began(agent: APIClient, owner: APIClient, chat: Chat) -> None:
    for after in (0, 20, 40):
        say(owner, chat, "writing", after=after)
    kept_on = say(agent, chat, "viewing", after=41)
    say(owner, chat, "viewing", after=50)
    changed = say(agent, chat, "viewing", after=51)

    assert kept_on["others"][0]["since"] == "2026-11-23T12:00:00Z"
    assert changed["others"][0]["since"] == "2026-11-23T12:00:50Z"


def test_who_left_or_fell_silent_is_not_shown(agent: APIClient, owner: APIClient, chat: Chat) -> None:
    say(owner, chat, "writing")
    say(owner, chat, "gone", after=1)
    left = say(agent, chat, "viewing", after=2)
    say(owner, chat, "viewing", after=3)
    silent = say(agent, chat, "viewing", after=28)

    assert left["others"] == silent["others"] == []


def test_a_workspace_forgets_by_itself(agent: APIClient, chat: Chat) -> None:
    say(agent, chat, "viewing")

    assert 0 < redis.client().ttl(f"presence:of:{chat.workspace_id}") <= 25


def test_one_question_tells_who_else_is_in_which_chat(
    agent: APIClient, owner: APIClient, stranger: APIClient, workspace: Workspace, chat: Chat
) -> None:
    other = make_chat(workspace=workspace)
    say(owner, chat, "writing")
    say(agent, other, "viewing", after=5)

    seen = [look(client, after=6) for client in (agent, owner, stranger)]
    later = look(agent, after=26)

    assert [who_is_where(answer) for answer in seen] == [
        [(str(chat.pk), ["Ольга Хозяйкина"], ["writing"])],
        [(str(other.pk), ["Антон Ответов"], ["viewing"])],
        [],
    ]
    assert who_is_where(later) == []


def test_who_fell_silent_takes_no_room(agent: APIClient, owner: APIClient, chat: Chat) -> None:
    say(owner, chat, "viewing")
    say(agent, chat, "viewing", after=30)

    assert redis.client().hlen(f"presence:of:{chat.workspace_id}") == 1


def look(client: APIClient, *, after: int) -> Any:
    with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
        return client.get("/api/v1/chats/presence").json()


def who_is_where(answer: Any) -> list[tuple[str, list[str], list[str]]]:
    return [
        (row["chat_id"], [one["name"] for one in row["others"]], [one["state"] for one in row["others"]])
        for row in answer["chats"]
    ]


def test_another_chat_is_another_company(agent: APIClient, owner: APIClient, workspace: Workspace, chat: Chat) -> None:
    say(owner, make_chat(workspace=workspace), "writing")

    assert say(agent, chat, "viewing")["others"] == []


def test_without_redis_it_says_that_nobody_knows(agent: APIClient, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any) -> Any:
        raise RedisConnectionError

    monkeypatch.setattr(redis.client(), "hgetall", refuse)

    assert say(agent, chat, "viewing") == {"others": [], "known": False, "again_in_seconds": 10}
    assert look(agent, after=0) == {"chats": [], "known": False}


def test_a_word_that_is_no_state_is_refused(agent: APIClient, chat: Chat) -> None:
    response = agent.post(f"/api/v1/chats/{chat.pk}/presence", {"state": "asleep"}, format="json")

    assert (response.status_code, response.json()["errors"][0]["attr"]) == (400, "state")


def test_a_key_is_nobody_who_could_look(api_key_client: Callable[..., APIClient], chat: Chat) -> None:
    response = api_key_client().post(f"/api/v1/chats/{chat.pk}/presence", {"state": "viewing"}, format="json")

    assert (response.status_code, response.json()["errors"][0]["code"]) == (403, "session_only")
