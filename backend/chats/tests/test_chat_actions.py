"""Waive, close, snooze and what takes them back: through the endpoints, on stored threads."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Workspace
from chats.models import Change, Chat, Message
from chats.services.clock import refresh_clock
from chats.sync.apply import store_messages
from chats.tests.factories import NOW, make_chat, make_message
from connectors.records import Author, RemoteMessage
from sla.models import Action, Obligation

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SELLER = Message.Author.SELLER


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    """The buyer has been waiting for an hour."""
    chat = make_chat(workspace=workspace)
    make_message(chat=chat, at=NOW - HOUR)
    refresh_clock(chat, now=NOW)
    return chat


def act(client: APIClient, chat: Chat, what: str, *, at: datetime = NOW, **body: Any) -> Any:
    with time_machine.travel(at, tick=False):
        return client.post(f"/api/v1/chats/{chat.pk}/{what}", body, format="json")


def code_of(response: Any) -> tuple[int, str, str | None]:
    [error] = response.json()["errors"]
    return response.status_code, error["code"], error["attr"]


def states(chat: Chat) -> list[str]:
    return list(Obligation.objects.filter(chat=chat).order_by("opened_at").values_list("state", flat=True))


def write(chat: Chat, number: int, *, at: datetime, text: str = "Ещё вопрос") -> None:
    """The buyer writes, as the sync finds it."""
    message = RemoteMessage(id=str(number), chat_id=chat.external_id, author=Author.BUYER, text=text, sent_at=at)
    store_messages(chat, [message], now=at)


# --- no answer needed


def test_a_waived_debt_leaves_the_queue(agent: APIClient, chat: Chat) -> None:
    response = act(agent, chat, "waive", reason="Благодарность")

    assert response.status_code == 200
    assert (response.json()["clock"]["state"], response.json()["status"]) == ("none", "open")
    assert states(chat) == ["waived"]
    assert agent.get("/api/v1/chats?queue=waiting").json()["results"] == []
    action = Action.objects.get()
    assert (action.kind, action.reason, action.author_name) == ("waive", "Благодарность", "Антон Ответов")
    assert AuditEntry.objects.get(action="chat.waived").object_id == str(chat.pk)
    assert Change.objects.filter(kind=Change.Kind.CHAT_UPDATED, chat_id=chat.pk).count() == 1


def test_waiving_again_changes_nothing(agent: APIClient, chat: Chat) -> None:
    first = act(agent, chat, "waive").json()
    second = act(agent, chat, "waive", at=NOW + MINUTE).json()

    assert second == first
    assert Action.objects.count() == 1


def test_a_message_newer_than_the_person_knew_opens_a_debt_of_its_own(agent: APIClient, chat: Chat) -> None:
    known = chat.last_message_id
    make_message(chat=chat, at=NOW - MINUTE)

    response = act(agent, chat, "waive", last_message_id=str(known))

    assert states(chat) == ["waived", "open"]
    assert response.json()["clock"]["opened_at"] == "2026-11-23T11:59:00Z"


def test_a_message_that_is_not_in_the_chat_is_unknown(agent: APIClient, workspace: Workspace, chat: Chat) -> None:
    elsewhere = make_message(chat=make_chat(workspace=workspace))

    for what in ("waive", "close"):
        response = act(agent, chat, what, last_message_id=str(elsewhere.pk))
        assert code_of(response) == (400, "message_unknown", "last_message_id")
    assert states(chat) == ["open"]


@pytest.mark.parametrize("later", [MINUTE, 10 * MINUTE])
def test_a_waive_is_taken_back_up_to_and_including_ten_minutes(agent: APIClient, chat: Chat, later: timedelta) -> None:
    before = agent.get(f"/api/v1/chats/{chat.pk}").json()["clock"]["due_at"]
    act(agent, chat, "waive")

    response = act(agent, chat, "unwaive", at=NOW + later)

    assert response.json()["clock"]["due_at"] == before
    assert states(chat) == ["open"]
    assert AuditEntry.objects.filter(action="chat.unwaived").count() == 1


def test_later_a_waive_stands(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "waive")

    response = act(agent, chat, "unwaive", at=NOW + 10 * MINUTE + timedelta(seconds=1))

    assert code_of(response) == (409, "undo_too_late", None)
    assert states(chat) == ["waived"]


def test_taking_back_twice_takes_back_once(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "waive")
    write(chat, 9_000_000_000_000_000_001, at=NOW + MINUTE)
    act(agent, chat, "waive", at=NOW + 2 * MINUTE)

    act(agent, chat, "unwaive", at=NOW + 3 * MINUTE)
    act(agent, chat, "unwaive", at=NOW + 4 * MINUTE)

    assert states(chat) == ["waived", "open"]


def test_a_message_that_came_between_is_merged_into_the_restored_debt(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "waive")
    write(chat, 9_000_000_000_000_000_001, at=NOW + MINUTE)

    act(agent, chat, "unwaive", at=NOW + 2 * MINUTE)

    [debt] = Obligation.objects.filter(chat=chat)
    assert (debt.state, debt.opened_at, debt.buyer_messages) == ("open", NOW - HOUR, 2)


def test_where_nothing_was_waived_nothing_is_taken_back(agent: APIClient, chat: Chat) -> None:
    assert act(agent, chat, "unwaive").status_code == 200
    assert Action.objects.count() == 0


def test_where_nothing_is_owed_nothing_is_waived(agent: APIClient, workspace: Workspace) -> None:
    empty = make_chat(workspace=workspace)
    answered = make_chat(workspace=workspace)
    make_message(chat=answered, author=SELLER)

    assert act(agent, empty, "waive").status_code == 200
    assert act(agent, answered, "waive").status_code == 200
    assert Action.objects.count() == 0


def test_a_buyer_whose_clock_goes_ahead_of_ours_can_be_waived_and_restored(
    agent: APIClient, workspace: Workspace
) -> None:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat, at=NOW + 30 * MINUTE)
    refresh_clock(chat, now=NOW)

    act(agent, chat, "waive")
    assert states(chat) == ["waived"]

    act(agent, chat, "unwaive", at=NOW + MINUTE)
    assert states(chat) == ["open"]


# --- close and reopen


def test_a_closed_chat_owes_nothing_and_stands_in_its_own_queue(agent: APIClient, chat: Chat) -> None:
    response = act(agent, chat, "close")

    assert (response.json()["status"], response.json()["clock"]["state"]) == ("closed", "none")
    assert states(chat) == ["closed_unanswered"]
    [listed] = agent.get("/api/v1/chats?queue=closed").json()["results"]
    assert listed["id"] == str(chat.pk)
    queues = agent.get("/api/v1/chats/counts").json()["queues"]
    assert (queues["closed"], queues["waiting"], queues["all"]) == (1, 0, 1)
    assert AuditEntry.objects.filter(action="chat.closed").count() == 1


def test_closing_again_changes_nothing(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "close")
    act(agent, chat, "close", at=NOW + MINUTE)

    assert Action.objects.count() == 1


def test_the_buyer_opens_a_closed_chat_and_a_new_episode(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "close")

    write(chat, 9_000_000_000_000_000_001, at=NOW + MINUTE)

    assert Chat.objects.get(pk=chat.pk).status == "open"
    assert list(Obligation.objects.filter(chat=chat).order_by("opened_at").values_list("kind", "state")) == [
        ("first", "closed_unanswered"),
        ("first", "open"),
    ]


def test_a_message_that_the_close_covered_does_not_open_the_chat_when_it_is_found(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "close")

    write(chat, 1, at=NOW - 2 * HOUR)

    assert Chat.objects.get(pk=chat.pk).status == "closed"
    assert states(chat) == ["closed_unanswered"]


def test_a_message_that_the_person_did_not_know_keeps_the_chat_open(agent: APIClient, chat: Chat) -> None:
    known = chat.last_message_id
    make_message(chat=chat, at=NOW - MINUTE)

    response = act(agent, chat, "close", last_message_id=str(known))
    again = act(agent, chat, "close", last_message_id=str(known), at=NOW + MINUTE)

    assert (response.json()["status"], states(chat)) == ("open", ["closed_unanswered", "open"])
    assert again.json() == response.json()
    assert Action.objects.count() == 1


@pytest.mark.parametrize(
    ("later", "kind", "expected"),
    [(10 * MINUTE, "undo", ["open"]), (11 * MINUTE, "reopen", ["closed_unanswered"])],
)
def test_reopening_restores_the_debt_within_ten_minutes(
    agent: APIClient, chat: Chat, later: timedelta, kind: str, expected: list[str]
) -> None:
    act(agent, chat, "close")

    response = act(agent, chat, "reopen", at=NOW + later)
    act(agent, chat, "reopen", at=NOW + later + MINUTE)

    assert response.json()["status"] == "open"
    assert states(chat) == expected
    assert list(Action.objects.order_by("pk").values_list("kind", flat=True)) == ["close", kind]


def test_a_waive_under_a_close_is_taken_back_after_the_close(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "waive")
    act(agent, chat, "close", at=NOW + MINUTE)

    refused = act(agent, chat, "unwaive", at=NOW + 2 * MINUTE)
    act(agent, chat, "reopen", at=NOW + 3 * MINUTE)
    act(agent, chat, "unwaive", at=NOW + 4 * MINUTE)

    assert code_of(refused) == (409, "chat_is_closed", None)
    assert states(chat) == ["open"]


# --- snooze


def test_a_snoozed_chat_waits_out_of_sight_while_its_clock_goes_on(agent: APIClient, chat: Chat) -> None:
    response = act(agent, chat, "snooze", until=(NOW + HOUR).isoformat())

    snoozed = response.json()
    assert (snoozed["status"], snoozed["snoozed_until"]) == ("snoozed", "2026-11-23T13:00:00Z")
    assert (snoozed["clock"]["due_at"], snoozed["snooze_outlasts"]) == ("2026-11-23T15:00:00Z", [])
    with time_machine.travel(NOW, tick=False):
        queues = agent.get("/api/v1/chats/counts").json()["queues"]
    assert (queues["waiting"], queues["snoozed"]) == (0, 1)
    assert states(chat) == ["open"]
    assert AuditEntry.objects.get(action="chat.snoozed").details["until"] == "2026-11-23T13:00:00Z"


@pytest.mark.parametrize(("hours", "outlasted"), [(3, []), (4, ["target"]), (48, ["target", "window"])])
def test_a_snooze_that_outlasts_a_clock_says_so(agent: APIClient, chat: Chat, hours: int, outlasted: list[str]) -> None:
    response = act(agent, chat, "snooze", until=(NOW + hours * HOUR).isoformat())

    assert response.json()["snooze_outlasts"] == outlasted


def test_the_buyer_ends_a_snooze(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "snooze", until=(NOW + HOUR).isoformat())

    write(chat, 9_000_000_000_000_000_001, at=NOW + MINUTE)

    woken = Chat.objects.get(pk=chat.pk)
    assert (woken.status, woken.snoozed_until) == ("open", None)


def test_a_snooze_is_ended_by_hand_and_changed(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "snooze", until=(NOW + HOUR).isoformat())
    moved = act(agent, chat, "snooze", until=(NOW + 2 * HOUR).isoformat())
    again = act(agent, chat, "snooze", until=(NOW + 2 * HOUR).isoformat(), at=NOW + MINUTE)
    back = act(agent, chat, "reopen")

    assert moved.json()["snoozed_until"] == "2026-11-23T14:00:00Z"
    assert again.json()["updated_at"] == moved.json()["updated_at"]
    assert (back.json()["status"], back.json()["snoozed_until"]) == ("open", None)
    assert Action.objects.count() == 0


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (NOW.isoformat(), "snooze_in_the_past"),
        ((NOW + timedelta(days=91)).isoformat(), "snooze_too_long"),
        ("завтра", "not_a_time"),
    ],
)
def test_a_snooze_ends_within_ninety_days(agent: APIClient, chat: Chat, until: str, code: str) -> None:
    assert code_of(act(agent, chat, "snooze", until=until)) == (400, code, "until")


def test_a_closed_chat_cannot_be_snoozed(agent: APIClient, chat: Chat) -> None:
    act(agent, chat, "close")

    response = act(agent, chat, "snooze", until=(NOW + HOUR).isoformat())

    assert code_of(response) == (409, "chat_is_closed", None)
