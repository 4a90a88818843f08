"""One request for many chats, with an answer about each."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_workspace
from chats.models import Chat
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_account, make_chat, make_message
from sla.models import Obligation


@pytest.fixture
def chats(workspace: Workspace) -> list[Chat]:
    """Three buyers wait."""
    account = make_account(workspace=workspace)
    made = [make_chat(account=account) for _ in range(3)]
    for chat in made:
        make_message(chat=chat, at=NOW - timedelta(hours=1))
        refresh_clock(chat, now=NOW)
        chat.save()
    return made


def bulk(client: APIClient, chats: list[Chat], action: str, **body: Any) -> Any:
    ids = [str(chat.pk) for chat in chats]
    with time_machine.travel(NOW, tick=False):
        return client.post("/api/v1/chats/bulk", {"action": action, "chats": ids, **body}, format="json")


def oks(response: Any) -> list[bool]:
    return [result["ok"] for result in response.json()["results"]]


def test_many_chats_are_closed_at_once(agent: APIClient, chats: list[Chat]) -> None:
    assert oks(bulk(agent, chats, "close")) == [True, True, True]

    assert set(Chat.objects.values_list("status", flat=True)) == {"closed"}
    assert set(Obligation.objects.values_list("state", flat=True)) == {"closed_unanswered"}


def test_many_chats_are_given_to_a_member(agent: APIClient, agent_member: Membership, chats: list[Chat]) -> None:
    assert oks(bulk(agent, chats, "assign", assignee="me")) == [True, True, True]
    assert set(Chat.objects.values_list("assignee", flat=True)) == {agent_member.pk}

    assert oks(bulk(agent, chats[:1], "assign", assignee=None)) == [True]
    assert Chat.objects.get(pk=chats[0].pk).assignee is None


def test_many_chats_are_read_and_still_owed_an_answer(agent: APIClient, chats: list[Chat]) -> None:
    assert oks(bulk(agent, chats, "read")) == [True, True, True]

    assert set(Chat.objects.values_list("unread_count", flat=True)) == {0}
    assert Obligation.objects.filter(state="open").count() == 3


def test_what_one_chat_refuses_is_done_to_the_others(agent: APIClient, chats: list[Chat]) -> None:
    bulk(agent, chats[1:2], "close")

    response = bulk(agent, chats, "snooze", until=(NOW + timedelta(hours=3)).isoformat())

    assert (response.status_code, oks(response)) == (200, [True, False, True])
    refused = response.json()["results"][1]
    assert (refused["chat_id"], refused["error"]["code"]) == (str(chats[1].pk), "chat_is_closed")
    assert refused["error"]["detail"]
    assert list(Chat.objects.order_by("pk").values_list("status", flat=True)) == ["snoozed", "closed", "snoozed"]


def test_a_foreign_chat_is_not_found_and_left_alone(agent: APIClient, chats: list[Chat]) -> None:
    foreign = make_chat(workspace=make_workspace(name="Чужая лавка"))

    response = bulk(agent, [foreign, chats[0]], "close")

    assert oks(response) == [False, True]
    assert response.json()["results"][0]["error"]["code"] == "not_found"
    assert Chat.objects.get(pk=foreign.pk).status == "open"


def test_a_chat_named_twice_is_done_once(agent: APIClient, chats: list[Chat]) -> None:
    assert oks(bulk(agent, [chats[0], chats[0]], "close")) == [True]


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"action": "assign"}, "required", "assignee"),
        ({"action": "snooze"}, "required", "until"),
        ({"action": "delete"}, "invalid_choice", "action"),
        ({"action": "close", "chats": []}, "empty", "chats"),
        ({"action": "close", "chats": ["1"] * 101}, "too_many_items", "chats"),
    ],
)
def test_a_body_that_makes_no_sense_does_nothing(
    agent: APIClient, chats: list[Chat], body: dict[str, Any], code: str, attr: str
) -> None:
    response = agent.post("/api/v1/chats/bulk", {"chats": [str(chats[0].pk)], **body}, format="json")

    [error] = response.json()["errors"]
    assert (response.status_code, error["code"], error["attr"]) == (400, code, attr)
    assert Chat.objects.get(pk=chats[0].pk).status == "open"
