from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Workspace
from chats.models import Change, Chat, ChatAccount, Message, Reply
from chats.tests.factories import make_account, make_chat, make_message
from conftest import Queued
from core.queue import BROKER_IS_DOWN


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    return chat


def post(client: APIClient, chat: Chat, body: Any = None, *, key: Any = None) -> Any:
    headers = {"Idempotency-Key": str(key or uuid4())}
    return client.post(f"/api/v1/chats/{chat.pk}/replies", body or {"text": "Да, подойдёт."}, headers=headers)


def code_of(response: Any) -> str:
    return str(response.json()["errors"][0]["code"])


def test_a_reply_is_taken_stored_and_announced(
    agent: APIClient, chat: Chat, queued: Queued, agent_member: Membership
) -> None:
    key = uuid4()

    response = post(agent, chat, key=key)

    reply = Reply.objects.get()
    assert response.status_code == 202
    assert "Idempotent-Replayed" not in response.headers
    assert response.json() == {
        "id": str(reply.pk),
        "chat_id": str(chat.pk),
        "key": str(key),
        "text": "Да, подойдёт.",
        "file": None,
        "author_name": "Антон Ответов",
        "state": "queued",
        "simulated": False,
        "error_code": None,
        "error_text": None,
        "remedy": None,
        "can_retry": False,
        "not_confirmed": False,
        "held_by": None,
        "created_at": response.json()["created_at"],
        "sending_at": None,
        "accepted_at": None,
        "delivered_at": None,
        "failed_at": None,
        "unclear_at": None,
        "send_after": None,
        "then_close": False,
        "next_attempt_at": None,
        "message_id": None,
        "attempts": [],
    }
    assert reply.author == agent_member
    assert queued == [("chats.deliver_reply", {"reply_id": reply.pk})]
    assert Change.objects.filter(kind="reply.updated", reply_id=reply.pk, chat_id=chat.pk).exists()
    assert AuditEntry.objects.filter(action="reply.queued", object_id=str(reply.pk)).exists()


def test_taking_a_reply_asks_once_whether_the_workspace_may_send(agent: APIClient, chat: Chat, queued: Queued) -> None:
    with CaptureQueriesContext(connection) as made:
        post(agent, chat)

    assert sum('FROM "workspaces" LEFT OUTER JOIN "subscriptions"' in one["sql"] for one in made.captured_queries) == 1


def test_a_repeated_request_gives_the_same_reply_and_sends_nothing_more(
    agent: APIClient, chat: Chat, queued: Queued
) -> None:
    key = uuid4()
    first = post(agent, chat, key=key)

    second = post(agent, chat, key=key)

    assert second.status_code == 202
    assert second.headers["Idempotent-Replayed"] == "true"
    assert second.json() == first.json()
    assert len(queued) == 1


def test_a_repeated_request_is_answered_even_when_replies_are_refused_by_now(
    agent: APIClient, chat: Chat, queued: Queued
) -> None:
    key = uuid4()
    post(agent, chat, key=key)
    ChatAccount.objects.update(state=ChatAccount.State.PAUSED)

    assert post(agent, chat, key=key).status_code == 202


def test_a_key_reused_with_another_body_is_refused(agent: APIClient, chat: Chat, queued: Queued) -> None:
    key = uuid4()
    post(agent, chat, key=key)

    response = post(agent, chat, {"text": "Нет, не подойдёт."}, key=key)

    assert response.status_code == 422
    assert code_of(response) == "idempotency_key_reused"
    assert Reply.objects.count() == 1


def test_a_key_reused_in_another_chat_is_refused(agent: APIClient, chat: Chat, queued: Queued) -> None:
    key = uuid4()
    other = make_chat(account=chat.chat_account)
    post(agent, chat, key=key)

    assert post(agent, other, key=key).status_code == 422


def test_the_same_key_in_another_workspace_is_another_key(
    agent: APIClient, stranger: APIClient, chat: Chat, queued: Queued
) -> None:
    key = uuid4()
    theirs = make_chat(workspace=Workspace.objects.get(name="Чужая лавка"))

    assert post(agent, chat, key=key).status_code == 202
    assert post(stranger, theirs, key=key).status_code == 202


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "idempotency_key_required"),
        ({"Idempotency-Key": " "}, "idempotency_key_required"),
        ({"Idempotency-Key": "not-a-uuid"}, "idempotency_key_malformed"),
    ],
)
def test_a_reply_needs_a_key_that_is_a_uuid(agent: APIClient, chat: Chat, headers: dict[str, str], code: str) -> None:
    response = agent.post(f"/api/v1/chats/{chat.pk}/replies", {"text": "Да."}, headers=headers)

    assert response.status_code == 400
    assert code_of(response) == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "text_empty"),
        ({"text": " \n\t "}, "text_empty"),
        ({"text": None}, "text_empty"),
        ({"text": "\u200b\ufeff"}, "text_empty"),
        ({"text": "\u200e \u2066\u2069\u2060"}, "text_empty"),
        ({"text": "\u2800\u3164\ufe0f\u034f"}, "text_empty"),
        ({"message": "Да."}, "text_empty"),
        ({"text": "я" * 1001}, "text_too_long"),
        ({"text": "Да.", "upload": "1"}, "text_or_file"),
        ({"upload": "1"}, "upload_not_found"),
    ],
)
def test_what_no_marketplace_would_take_is_refused_before_the_network(
    agent: APIClient, chat: Chat, queued: Queued, body: dict[str, Any], code: str
) -> None:
    response = post(agent, chat, body)

    assert response.status_code in {400, 404}
    assert code_of(response) == code
    assert queued == []
    assert not Reply.objects.exists()


def test_a_text_of_a_thousand_code_points_is_taken_whole(agent: APIClient, chat: Chat, queued: Queued) -> None:
    text = " " + "👍" * 998 + "\n"

    response = post(agent, chat, {"text": text})

    assert response.status_code == 202
    assert Reply.objects.get().text == text


@pytest.mark.parametrize(
    ("account", "in_chat", "code"),
    [
        ({"state": "paused"}, {}, "account_paused"),
        ({"state": "needs_key", "state_code": "key_expired"}, {}, "key_expired"),
        ({"state": "blocked", "state_code": "offer_not_signed"}, {}, "offer_not_signed"),
        ({"disconnected_at": timezone.now()}, {}, "account_not_connected"),
        ({"can_send": False}, {}, "cannot_send"),
        ({}, {"window_refused_at": timezone.now()}, "reply_window_closed"),
        ({}, {"kind": "support"}, "not_a_buyer_chat"),
    ],
)
def test_a_chat_that_takes_no_replies_says_why(
    agent: APIClient, chat: Chat, queued: Queued, account: dict[str, Any], in_chat: dict[str, Any], code: str
) -> None:
    ChatAccount.objects.update(**account)
    Chat.objects.update(**in_chat)

    response = post(agent, chat)
    shown = agent.get(f"/api/v1/chats/{chat.pk}").json()

    assert response.status_code == 409
    assert code_of(response) == code
    assert response.json()["errors"][0]["remedy"]
    assert (shown["can_send"], shown["send_blocked_code"]) == (False, code)
    assert shown["send_blocked_text"]
    assert queued == []


def test_a_chat_that_the_marketplace_lists_as_closed_may_still_be_answered(
    agent: APIClient, chat: Chat, queued: Queued
) -> None:
    Chat.objects.update(remote_status=Chat.RemoteStatus.CLOSED)

    assert post(agent, chat).status_code == 202


def test_a_newer_message_stops_a_reply_that_names_the_last_one_seen(
    agent: APIClient, chat: Chat, queued: Queued
) -> None:
    seen = chat.last_message_id
    newer = make_message(chat=chat, text="И ещё: есть ли белый?")

    response = post(agent, chat, {"text": "Да.", "expected_last_message_id": str(seen)})

    assert response.status_code == 409
    assert code_of(response) == "chat_changed"
    assert [message["id"] for message in response.json()["extra"]["messages"]] == [str(newer.pk)]
    assert response.json()["extra"]["messages"][0]["text"] == "И ещё: есть ли белый?"
    assert not Reply.objects.exists()


def test_the_newest_message_seen_lets_the_reply_pass(agent: APIClient, chat: Chat, queued: Queued) -> None:
    body = {"text": "Да.", "expected_last_message_id": str(chat.last_message_id)}

    assert post(agent, chat, body).status_code == 202


@pytest.mark.parametrize("author", ["automatic", "support", "notification"])
def test_messages_of_machines_do_not_stop_a_reply(agent: APIClient, chat: Chat, queued: Queued, author: str) -> None:
    seen = chat.last_message_id
    make_message(chat=chat, author=author)

    assert post(agent, chat, {"text": "Да.", "expected_last_message_id": str(seen)}).status_code == 202


def test_ones_own_earlier_reply_does_not_stop_the_next_but_a_colleagues_does(
    agent: APIClient, owner: APIClient, chat: Chat, queued: Queued
) -> None:
    seen = chat.last_message_id
    post(agent, chat)
    echo = make_message(chat=chat, author=Message.Author.SELLER, text="Да, подойдёт.")
    Reply.objects.update(state=Reply.State.DELIVERED, message=echo)
    body = {"text": "И чехол тоже.", "expected_last_message_id": str(seen)}

    assert post(agent, chat, body).status_code == 202
    assert post(owner, chat, body).status_code == 409


def test_an_unknown_message_cannot_be_the_last_one_seen(agent: APIClient, chat: Chat) -> None:
    response = post(agent, chat, {"text": "Да.", "expected_last_message_id": "999999"})

    assert response.status_code == 400
    assert code_of(response) == "message_unknown"


def test_a_reply_behind_a_failed_one_says_what_it_waits_for(agent: APIClient, chat: Chat, queued: Queued) -> None:
    first = post(agent, chat).json()
    Reply.objects.update(state=Reply.State.FAILED, error_code="send_refused")

    second = post(agent, chat, {"text": "Повторю позже."}).json()

    assert second["state"] == "queued"
    assert second["held_by"] == first["id"]
    assert second["error_code"] == "held_by_earlier_reply"
    assert second["remedy"]


def test_a_reply_of_an_api_key_bears_its_name(
    api_key_client: Callable[..., APIClient], chat: Chat, queued: Queued
) -> None:
    response = post(api_key_client("chats:write"), chat)

    assert response.status_code == 202
    assert response.json()["author_name"] == "Учётная система"


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_does_not_fail_the_request(agent: APIClient, chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise BROKER_IS_DOWN[0]("no broker")

    monkeypatch.setattr("core.queue.current_app.send_task", refuse)

    response = post(agent, chat)

    assert response.status_code == 202
    assert Reply.objects.get().state == Reply.State.QUEUED


def test_an_unknown_chat_is_not_found(agent: APIClient, workspace: Workspace) -> None:
    unknown = Chat(pk=10**15, workspace=workspace, chat_account=make_account(workspace=workspace))

    assert post(agent, unknown).status_code == 404


def test_replies_are_listed_newest_first_and_open_ones_apart(agent: APIClient, chat: Chat, queued: Queued) -> None:
    ids = [post(agent, chat, {"text": text}).json()["id"] for text in ("Раз.", "Два.", "Три.")]
    Reply.objects.filter(pk=ids[0]).update(state=Reply.State.DELIVERED)

    every = agent.get(f"/api/v1/chats/{chat.pk}/replies").json()
    open_ones = agent.get(f"/api/v1/chats/{chat.pk}/replies?open=true").json()
    first_page = agent.get(f"/api/v1/chats/{chat.pk}/replies?limit=2").json()

    assert [reply["id"] for reply in every["results"]] == ids[::-1]
    assert [reply["id"] for reply in open_ones["results"]] == ids[:0:-1]
    assert [reply["id"] for reply in agent.get(first_page["next"]).json()["results"]] == ids[:1]
