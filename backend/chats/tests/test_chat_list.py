from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from chats.api.clock_rows import clock_state
from chats.models import Chat, ChatAccount, Message, Reply, SyncState
from chats.tests.factories import NOW, make_account, make_chat, make_message, make_reply
from chats.tests.reports.conversations import DAY, HOUR, ask

AUTHENTICATION = 3
LIST = 7  # access, chats with a deadline, those without, their replies, their drafts, how they ended, the freshness


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def asked(account: ChatAccount, at: datetime = NOW, **fields: Any) -> Chat:
    """A chat in which the buyer has asked something."""
    chat = make_chat(account=account, **fields)
    make_message(chat=chat, at=at)
    return chat


def ids(response: Any) -> list[str]:
    assert response.status_code == 200, response.json()
    return [chat["id"] for chat in response.json()["results"]]


def as_ids(*chats: Chat) -> list[str]:
    return [str(chat.pk) for chat in chats]


def test_a_chat_is_shown_with_all_its_fields(agent: APIClient, account: ChatAccount, agent_member: Membership) -> None:
    chat = asked(
        account,
        order_number="48866017-0495",
        sku="1720453311",
        buyer_external_id="90417722",
        unread_count=1,
        waiting_since=NOW,
        warn_at=NOW + timedelta(minutes=180),
        due_at=NOW + timedelta(minutes=240),
        deadline_at=NOW + timedelta(minutes=240),
        window_closes_at=NOW + timedelta(hours=48),
        assignee=agent_member,
    )
    make_reply(chat=chat, state=Reply.State.UNCLEAR)

    (shown,) = agent.get("/api/v1/chats").json()["results"]

    chat.refresh_from_db()
    assert shown == agent.get(f"/api/v1/chats/{chat.pk}").json()
    assert shown == {
        "id": str(chat.pk),
        "chat_account": {"id": str(account.pk), "title": account.title, "marketplace": "ozon"},
        "title": "Заказ 48866017-0495",
        "buyer_name": None,
        "buyer_external_id": "90417722",
        "order_number": "48866017-0495",
        "sku": "1720453311",
        "product_title": None,
        "remote_status": "open",
        "status": "open",
        "unread_count": chat.unread_count,
        "last_message_at": "2026-11-23T12:00:00Z",
        "last_message_id": str(chat.last_message_id),
        "last_author": "buyer",
        "last_author_name": None,
        "preview": chat.preview,
        "clock": {
            "state": shown["clock"]["state"],
            "opened_at": "2026-11-23T12:00:00Z",
            "due_at": "2026-11-23T16:00:00Z",
            "warn_at": "2026-11-23T15:00:00Z",
            "window_closes_at": "2026-11-25T12:00:00Z",
            "window_is_estimate": True,
            "window_refused_at": None,
            "deadline_at": "2026-11-23T16:00:00Z",
            "paused_until": None,
            "pauses_at": None,
            "seconds_after_pause": 0,
            "obligation_state": "open",
        },
        "snoozed_until": None,
        "closed": None,
        "snooze_outlasts": [],
        "suggests_waive": False,
        "answered_at": None,
        "reply_state": "unclear",
        "can_send": True,
        "send_blocked_code": None,
        "send_blocked_text": None,
        "send_blocked_remedy": None,
        "assignee": {"id": str(agent_member.pk), "name": "Антон Ответов"},
        "draft": None,
        "created_at": shown["created_at"],
        "updated_at": shown["updated_at"],
    }


def test_who_of_ours_answered_and_who_closed_is_named(
    agent: APIClient, owner: APIClient, account: ChatAccount, owner_member: Membership
) -> None:
    chat = asked(account)
    answer = make_message(chat=chat, author=Message.Author.SELLER, at=NOW + timedelta(minutes=1))
    make_reply(chat=chat, author=Actor.for_member(owner_member), state=Reply.State.DELIVERED, message=answer)
    owner.post(f"/api/v1/chats/{chat.pk}/close")
    elsewhere = asked(account, at=NOW + timedelta(hours=1))
    make_message(chat=elsewhere, author=Message.Author.SELLER, at=NOW + timedelta(hours=2))

    written_elsewhere, answered = agent.get("/api/v1/chats?ordering=newest").json()["results"]

    assert (answered["last_author"], answered["last_author_name"]) == ("seller", "Ольга Хозяйкина")
    assert (answered["status"], answered["closed"]["by"]) == ("closed", "Ольга Хозяйкина")
    assert (written_elsewhere["last_author_name"], written_elsewhere["closed"]) == (None, None)


@pytest.mark.parametrize(
    ("due_at", "state"),
    [
        (None, "none"),
        (NOW + timedelta(minutes=61), "calm"),
        (NOW + timedelta(minutes=60), "soon"),
        (NOW, "soon"),
        (NOW - timedelta(seconds=1), "breached"),
    ],
)
def test_the_clock_is_calm_then_warns_then_is_over(due_at: datetime | None, state: str) -> None:
    warn_at = due_at - timedelta(minutes=60) if due_at else None

    assert clock_state(due_at=due_at, warn_at=warn_at, now=NOW) == state


def test_empty_chats_and_chats_that_are_not_with_buyers_are_left_out(agent: APIClient, account: ChatAccount) -> None:
    make_chat(account=account)
    asked(account, kind=Chat.Kind.SUPPORT)
    chat = asked(account)

    assert ids(agent.get("/api/v1/chats")) == as_ids(chat)


def test_the_nearest_deadline_comes_first_and_chats_without_one_last(agent: APIClient, account: ChatAccount) -> None:
    quiet = asked(account)
    late = asked(account, deadline_at=NOW - timedelta(hours=1))
    soon = asked(account, deadline_at=NOW + timedelta(hours=1))

    assert ids(agent.get("/api/v1/chats")) == as_ids(late, soon, quiet)


@pytest.mark.parametrize("ordering", ["deadline", "newest", "oldest"])
def test_paging_there_and_back_shows_every_chat_once(agent: APIClient, account: ChatAccount, ordering: str) -> None:
    for number in range(7):
        moment = NOW + timedelta(hours=number // 2) if number < 5 else None
        asked(account, at=NOW + timedelta(minutes=number // 2), deadline_at=moment, waiting_since=moment)
    whole = ids(agent.get(f"/api/v1/chats?ordering={ordering}"))

    page = agent.get(f"/api/v1/chats?ordering={ordering}&limit=2")
    pages = [ids(page)]
    while following := page.json()["next"]:
        page = agent.get(following)
        pages.append(ids(page))
    back = agent.get(page.json()["previous"])

    assert [chat for one in pages for chat in one] == whole
    assert len(whole) == 7
    assert ids(back) == pages[-2]


def test_newest_and_oldest_order_by_message_and_by_waiting(agent: APIClient, account: ChatAccount) -> None:
    first = asked(account, at=NOW, waiting_since=NOW + timedelta(hours=2))
    second = asked(account, at=NOW + timedelta(hours=1), waiting_since=NOW)

    assert ids(agent.get("/api/v1/chats?ordering=newest")) == as_ids(second, first)
    assert ids(agent.get("/api/v1/chats?ordering=oldest")) == as_ids(second, first)


def test_filters_narrow_the_list(agent: APIClient, workspace: Workspace, account: ChatAccount) -> None:
    other_account = make_account(workspace=workspace)
    here, there = asked(account), asked(other_account)
    Chat.objects.filter(pk=here.pk).update(unread_count=0)

    assert ids(agent.get(f"/api/v1/chats?chat_account={account.pk}")) == as_ids(here)
    both = f"{account.pk},{other_account.pk}"
    assert len(ids(agent.get(f"/api/v1/chats?chat_account={both}"))) == 2
    assert ids(agent.get("/api/v1/chats?unread=true")) == as_ids(there)
    assert ids(agent.get("/api/v1/chats?marketplace=wildberries")) == []


@pytest.mark.parametrize(
    "query",
    [
        "queue=unknown",
        "ordering=random",
        "chat_account=1,x",
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=nonsense",
        "search=%00",
        "unread=perhaps",
    ],
)
def test_a_query_that_makes_no_sense_is_refused(agent: APIClient, query: str) -> None:
    assert agent.get(f"/api/v1/chats?{query}").status_code == 400


def test_a_cursor_of_another_ordering_is_refused(agent: APIClient, account: ChatAccount) -> None:
    asked(account)
    asked(account)
    cursor = agent.get("/api/v1/chats?limit=1").json()["next"].split("cursor=")[1]

    assert agent.get(f"/api/v1/chats?ordering=newest&cursor={cursor}").status_code == 400


def test_the_worst_undelivered_reply_marks_the_chat(agent: APIClient, account: ChatAccount) -> None:
    chat = asked(account)
    for state in ("delivered", "queued", "failed", "unclear"):
        make_reply(chat=chat, state=state)

    (shown,) = agent.get("/api/v1/chats").json()["results"]

    assert shown["reply_state"] == "failed"


def test_a_chat_says_how_what_was_owed_last_has_ended(agent: APIClient, account: ChatAccount) -> None:
    in_time = ask(account, at=NOW - DAY, answered_after=HOUR)
    late = ask(account, at=NOW - DAY, answered_after=5 * HOUR)
    better_now = ask(account, at=NOW - 3 * DAY, answered_after=5 * HOUR)
    ask(account, chat=better_now, at=NOW - DAY, answered_after=HOUR)
    asks_again = ask(account, at=NOW - DAY, answered_after=5 * HOUR)
    ask(account, chat=asks_again, at=NOW)
    waived = ask(account, at=NOW - DAY, answered_after=5 * HOUR)
    ask(account, chat=waived, at=NOW)
    agent.post(f"/api/v1/chats/{waived.pk}/waive", {}, format="json")

    shown = {chat["id"]: chat["clock"]["obligation_state"] for chat in agent.get("/api/v1/chats").json()["results"]}

    in_order = as_ids(in_time, late, better_now, asks_again, waived)
    assert [shown[chat_id] for chat_id in in_order] == ["met", "met_late", "met", "open", "waived"]


def test_the_list_says_how_fresh_it_is(agent: APIClient, workspace: Workspace, account: ChatAccount) -> None:
    older = make_account(workspace=workspace)
    SyncState.objects.filter(chat_account=older).update(fresh_at=NOW - timedelta(minutes=3))
    gone = make_account(workspace=workspace, disconnected_at=NOW)
    SyncState.objects.filter(chat_account=gone).update(fresh_at=NOW - timedelta(days=3))

    assert agent.get("/api/v1/chats").headers["X-Data-Fresh-At"] == "2026-11-23T11:57:00Z"


def test_the_number_of_queries_does_not_grow_with_the_list(
    agent: APIClient, account: ChatAccount, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        chat = asked(account, deadline_at=NOW + timedelta(minutes=number), answered_at=NOW)
        make_reply(chat=chat, state=Reply.State.QUEUED)
    agent.get("/api/v1/chats")

    with django_assert_num_queries(AUTHENTICATION + LIST):
        agent.get("/api/v1/chats?limit=20")


def test_a_chat_that_did_not_change_is_not_sent_again(agent: APIClient, account: ChatAccount) -> None:
    chat = asked(account)
    etag = agent.get(f"/api/v1/chats/{chat.pk}").headers["ETag"]

    unchanged = agent.get(f"/api/v1/chats/{chat.pk}", headers={"If-None-Match": etag})
    make_message(chat=chat, author=Message.Author.SELLER, text="Да, подойдёт.")
    changed = agent.get(f"/api/v1/chats/{chat.pk}", headers={"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert changed.status_code == 200
