"""What counts, when, for whom: small sets of debts whose figures anybody can work out."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_api_key
from chats.models import Chat, ChatAccount
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_account, make_chat, make_message
from chats.tests.reports.conversations import DAY, HOUR, answer, ask
from sla.models import Action

MINUTE = timedelta(minutes=1)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace, connected_at=NOW - 60 * DAY)


def report(client: APIClient, query: str = "") -> Any:
    with time_machine.travel(NOW, tick=False):
        response = client.get(f"/api/v1/reports/response-times{query}")
    assert response.status_code == 200, response.json()
    return response.json()


def total(client: APIClient, query: str = "") -> Any:
    return report(client, query)["total"]


def test_times_are_told_in_seconds(agent: APIClient, account: ChatAccount) -> None:
    for hours in (1, 2, 3, 10):
        ask(account, at=NOW - 5 * DAY, answered_after=hours * HOUR)

    figures = total(agent)

    assert (figures["n"], figures["answered"], figures["met"], figures["met_late"]) == (4, 4, 3, 1)
    assert figures["median_seconds"] == 2.5 * 3600
    assert figures["p90_seconds"] == round((3 + 0.7 * 7) * 3600)
    assert figures["mean_seconds"] == 4 * 3600


def test_under_twenty_there_is_no_percentage(agent: APIClient, account: ChatAccount) -> None:
    for _ in range(19):
        ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    few = total(agent)

    ask(account, at=NOW - 5 * DAY, answered_after=5 * HOUR)
    many = total(agent)

    assert (few["enough"], few["within_target_share"], few["within_24h_share"]) == (False, None, None)
    assert (many["enough"], many["within_target_share"], many["within_24h_share"]) == (True, 0.95, 1.0)


def test_leaving_hard_chats_alone_does_not_improve_the_figures(agent: APIClient, account: ChatAccount) -> None:
    for _ in range(20):
        ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    for _ in range(5):
        ask(account, at=NOW - 3 * DAY)

    figures = total(agent)

    assert (figures["open"], figures["missed"], figures["never_answered"]) == (5, 5, 5)
    assert (figures["within_target_share"], figures["within_24h_share"], figures["never_answered_share"]) == (
        0.8,
        0.8,
        0.2,
    )


def test_a_fresh_debt_is_in_no_base_yet(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=NOW - HOUR)

    figures = total(agent)

    assert (figures["n"], figures["open"]) == (1, 1)
    assert (figures["decided"], figures["day_old"], figures["never_answered"]) == (0, 0, 0)


def test_a_waived_debt_is_counted_and_in_no_base(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=NOW - 3 * DAY)
    Action.objects.create(workspace=account.workspace, chat=chat, kind=Action.Kind.WAIVE, at=NOW - 2 * DAY)
    refresh_clock(chat, now=NOW)

    figures = total(agent)

    assert (figures["n"], figures["waived"]) == (1, 1)
    assert (figures["decided"], figures["day_old"], figures["never_answered"]) == (0, 0, 0)


def test_closing_without_an_answer_is_no_answer(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=NOW - 3 * DAY)
    Action.objects.create(workspace=account.workspace, chat=chat, kind=Action.Kind.CLOSE, at=NOW - 2 * DAY)
    refresh_clock(chat, now=NOW)

    figures = total(agent)

    assert (figures["closed_unanswered"], figures["missed"], figures["never_answered"]) == (1, 1, 1)


def test_an_answer_counts_on_its_own_day(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=NOW - 20 * DAY, answered_after=10 * DAY)

    assert total(agent, "?days=14")["answered"] == 1
    assert total(agent, "?days=9")["answered"] == 0
    assert total(agent, "?from=2026-11-01T12:00:00Z&to=2026-11-10T12:00:00Z")["answered"] == 0


def test_the_end_of_a_period_belongs_to_the_next(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=NOW - 5 * DAY, answered_after=1 * DAY)
    edge = (NOW - 4 * DAY).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert total(agent, f"?to={edge}&days=14")["answered"] == 0
    assert total(agent, f"?from={edge}")["answered"] == 1


def test_what_was_opened_before_the_connection_is_not_ours(agent: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=NOW - 10 * DAY)
    ask(account, at=NOW - 11 * DAY, answered_after=2 * DAY)
    ask(account, at=NOW - 10 * DAY, answered_after=HOUR)

    assert total(agent)["n"] == 1


def test_first_and_next_replies_stand_apart(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    ask(account, at=NOW - 4 * DAY, answered_after=3 * HOUR, chat=chat)

    figures = report(agent)

    assert (figures["first"]["n"], figures["first"]["mean_seconds"]) == (1, 3600)
    assert (figures["next"]["n"], figures["next"]["mean_seconds"]) == (1, 3 * 3600)
    assert total(agent, "?kind=next")["mean_seconds"] == 3 * 3600


def test_who_sent_the_answer_is_credited(
    agent: APIClient, agent_member: Membership, account: ChatAccount, workspace: Workspace
) -> None:
    api_key, _ = make_api_key(workspace=workspace)
    for by in (Actor.for_member(agent_member), Actor.for_api_key(api_key), None):
        ask(account, at=NOW - 5 * DAY, answered_after=HOUR, by=by)
    ask(account, at=NOW - 2 * DAY)

    groups = report(agent, "?group=member")["groups"]

    assert [(group["key"], group["title"], group["figures"]["n"]) for group in groups] == [
        (str(agent_member.pk), "Антон Ответов", 1),
        ("api_keys", "", 1),
        ("cabinet", "", 1),
        ("nobody", "", 1),
    ]


def test_the_answers_of_a_member_who_left_stay(
    agent: APIClient, owner_member: Membership, account: ChatAccount
) -> None:
    chat = ask(account, at=NOW - 5 * DAY, answered_after=HOUR, by=Actor.for_member(owner_member))
    owner_member.delete()
    refresh_clock(chat, now=NOW)

    [group] = report(agent, "?group=member")["groups"]
    [listed] = agent.get("/api/v1/reports/obligations?member=former&from=2026-11-01T00:00:00Z").json()["results"]

    assert (group["key"], group["figures"]["answered"]) == ("former", 1)
    assert listed["answered_by"] == {"kind": "member", "id": None, "name": "Ольга Хозяйкина"}


def test_accounts_stand_apart(agent: APIClient, account: ChatAccount, workspace: Workspace) -> None:
    other = make_account(workspace=workspace, title="Вторая лавка", connected_at=NOW - 60 * DAY)
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    ask(other, at=NOW - 5 * DAY, answered_after=2 * HOUR)

    groups = report(agent, "?group=account")["groups"]

    assert [(group["title"], group["figures"]["median_seconds"]) for group in groups] == [
        ("Лавка на Ozon", 3600),
        ("Вторая лавка", 7200),
    ]
    assert total(agent, f"?chat_account={other.pk}")["n"] == 1


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Moscow", "1"), ("Asia/Vladivostok", "8"), ("UTC", "166")])
def test_hours_of_the_week_are_those_of_the_workspace(
    agent: APIClient, workspace: Workspace, account: ChatAccount, zone: str, hour: str
) -> None:
    workspace.time_zone = zone
    workspace.save()
    sunday = NOW.replace(day=22, hour=22)
    ask(account, at=sunday, answered_after=HOUR)

    [group] = report(agent, "?group=hour_of_week")["groups"]

    assert (group["key"], group["figures"]["n"]) == (hour, 1)


def test_a_dialog_counts_once_however_often_the_buyer_wrote(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=NOW - 9 * DAY, answered_after=2 * DAY)
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR, chat=chat)
    ask(account, at=NOW - 5 * DAY, answered_after=25 * HOUR)
    ask(account, at=NOW - 5 * DAY)
    ask(account, at=NOW - HOUR)

    found = report(agent)["dialogs"]

    assert (found["days"], found["n"], found["replied_within_24h"], found["share"]) == (30, 3, 1, None)


def test_greetings_and_other_chats_count_for_nothing(agent: APIClient, account: ChatAccount) -> None:
    greeted = make_chat(account=account)
    make_message(chat=greeted, at=NOW - 5 * DAY)
    make_message(chat=greeted, at=NOW - 5 * DAY + MINUTE, author="automatic", is_automatic=True)
    answer(greeted, at=NOW - 5 * DAY + 2 * HOUR)
    refresh_clock(greeted, now=NOW)
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR, chat=make_chat(account=account, kind=Chat.Kind.SUPPORT))

    figures = total(agent)

    assert (figures["n"], figures["median_seconds"]) == (1, 7200)


@pytest.mark.parametrize(
    ("query", "code", "attr"),
    [
        ("from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z", "period_backwards", "from"),
        ("from=2024-11-20T00:00:00Z", "period_too_long", "from"),
        ("days=0", "min_value", "days"),
        ("days=367", "max_value", "days"),
        ("days=two", "not_a_number", "days"),
        ("to=yesterday", "not_a_time", "to"),
        ("to=0001-01-02T00:00:00Z", "not_a_time", "to"),
        ("to=9999-12-31T23:59:59Z", "not_a_time", "to"),
        ("kind=second", "invalid_choice", "kind"),
        ("group=weekday", "invalid_choice", "group"),
        ("chat_account=mine", "not_an_id", "chat_account"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(agent: APIClient, query: str, code: str, attr: str) -> None:
    response = agent.get(f"/api/v1/reports/response-times?{query}")

    assert response.status_code == 400
    assert [(error["code"], error["attr"]) for error in response.json()["errors"]] == [(code, attr)]
