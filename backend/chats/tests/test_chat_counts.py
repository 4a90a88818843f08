from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_workspace
from chats.models import Chat, Reply
from chats.selectors.inbox import InboxFilters, Queue, count_inbox, inbox
from chats.tests.factories import NOW, make_account, make_reply
from chats.tests.test_chat_list import asked

hours = st.one_of(st.none(), st.integers(-5, 50))
chats = st.fixed_dictionaries(
    {
        "account": st.integers(0, 1),
        "due": hours,
        "window": hours,
        "unread": st.integers(0, 2),
        "author": st.sampled_from(["buyer", "seller", "automatic"]),
        "status": st.sampled_from(Chat.Status.values),
        "replies": st.lists(st.sampled_from(Reply.State.values), max_size=3, unique=True),
        "is_listed": st.booleans(),
    }
)


def build(accounts: list[Any], wanted: dict[str, Any]) -> None:
    due_at = None if wanted["due"] is None else NOW + timedelta(hours=wanted["due"])
    window = None if wanted["window"] is None else NOW + timedelta(hours=wanted["window"])
    chat = asked(accounts[wanted["account"]], status=wanted["status"])
    Chat.objects.filter(pk=chat.pk).update(
        due_at=due_at,
        warn_at=due_at and due_at - timedelta(hours=1),
        window_closes_at=window,
        unread_count=wanted["unread"],
        last_author=wanted["author"],
        is_listed=wanted["is_listed"],
    )
    for state in wanted["replies"]:
        make_reply(chat=chat, state=state)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(chats, max_size=6), st.booleans(), st.integers(0, 2))
def test_every_counter_is_the_length_of_its_list(wanted: list[dict[str, Any]], unread: bool, chosen: int) -> None:
    workspace = make_workspace()
    accounts = [make_account(workspace=workspace), make_account(workspace=workspace)]
    for one in wanted:
        build(accounts, one)
    filters = InboxFilters(unread=unread, chat_accounts=(accounts[chosen].pk,) if chosen < 2 else ())

    counts = count_inbox(workspace, filters, now=NOW)

    for queue in Queue:
        listed = inbox(workspace, InboxFilters(**{**vars(filters), "queue": queue}), now=NOW)
        assert counts.queues[queue] == listed.count() == len(list(listed))
    for account in accounts:
        waiting = InboxFilters(queue=Queue.WAITING, unread=unread, chat_accounts=(account.pk,))
        assert counts.accounts.get(str(account.pk), 0) == inbox(workspace, waiting, now=NOW).count()


def test_counts_come_with_the_filters_of_the_list(agent: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace)
    late = asked(account, due_at=NOW - timedelta(hours=1), warn_at=NOW - timedelta(hours=2), order_number="777-0001")
    asked(account, due_at=NOW + timedelta(days=900), warn_at=NOW + timedelta(days=800))

    counts = agent.get("/api/v1/chats/counts?search=777-0001&queue=unread").json()

    assert late.order_number == "777-0001"
    assert counts["queues"] == {
        "waiting": 1,
        "urgent": 1,
        "late": 1,
        "closing": 0,
        "unread": 1,
        "failed": 0,
        "answered": 0,
        "snoozed": 0,
        "closed": 0,
        "all": 1,
    }
    assert counts["accounts"] == {str(account.pk): 1}


def test_what_waits_for_oneself_and_for_nobody_is_counted_whoever_is_chosen(
    agent: APIClient, agent_member: Membership, owner_member: Membership
) -> None:
    account = make_account(workspace=agent_member.workspace)
    for assignee in (agent_member, agent_member, owner_member, None):
        asked(account, due_at=NOW + timedelta(days=900), warn_at=NOW + timedelta(days=800), assignee=assignee)
    asked(account, assignee=agent_member)

    counts = [agent.get(f"/api/v1/chats/counts?assignee={chosen}").json() for chosen in ("", "me", "none")]

    assert [(one["mine"], one["unassigned"]) for one in counts] == [(2, 1)] * 3
    assert [one["queues"]["waiting"] for one in counts] == [4, 2, 1]


def test_counting_takes_one_query(workspace: Workspace, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    asked(make_account(workspace=workspace))

    with django_assert_num_queries(1):
        count_inbox(workspace, InboxFilters(), now=NOW)
