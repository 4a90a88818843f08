"""The ten chats whose buyers waited longest."""

from typing import Any

import time_machine
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_account
from chats.tests.reports.conversations import DAY, HOUR, ask
from sla.models import Action


def worst(client: APIClient, query: str = "") -> Any:
    with time_machine.travel(NOW, tick=False):
        response = client.get(f"/api/v1/reports/worst-chats{query}")
    assert response.status_code == 200
    return response.json()["results"]


def test_the_longest_wait_comes_first_and_who_has_no_answer_still_waits(agent: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=NOW - 60 * DAY)
    twice = ask(account, at=NOW - 9 * DAY, answered_after=5 * HOUR)
    ask(account, at=NOW - 8 * DAY, answered_after=30 * HOUR, chat=twice)
    forgotten = ask(account, at=NOW - 3 * DAY)

    rows = worst(agent)

    assert [(row["chat"]["id"], row["obligations"], row["missed"], row["longest_seconds"]) for row in rows] == [
        (str(forgotten.pk), 1, 1, 72 * 3600),
        (str(twice.pk), 2, 2, 30 * 3600),
    ]
    assert [row["never_answered"] for row in rows] == [1, 0]


def test_there_are_at_most_ten_and_none_that_was_waived(agent: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=NOW - 60 * DAY)
    waived = ask(account, at=NOW - 20 * DAY)
    Action.objects.create(workspace=workspace, chat=waived, kind=Action.Kind.WAIVE, at=NOW - 2 * DAY)
    refresh_clock(waived, now=NOW)
    for hours in range(1, 13):
        ask(account, at=NOW - 5 * DAY, answered_after=hours * HOUR)

    assert [row["longest_seconds"] // 3600 for row in worst(agent)] == list(range(12, 2, -1))


def test_a_chat_without_a_title_of_its_own_is_named_like_in_the_inbox(agent: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=NOW - 60 * DAY)
    chat = ask(account, at=NOW - DAY, answered_after=HOUR)
    chat.order_number = "48866017-0495"
    chat.save()

    assert worst(agent)[0]["chat"]["title"] == "Заказ 48866017-0495"
