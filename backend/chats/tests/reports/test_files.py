"""The same figures and the same chats as a file."""

import csv
from typing import Any

import pytest
import time_machine
from django.conf import settings
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from chats.api.reports import files
from chats.models import ChatAccount
from chats.tests.factories import NOW, make_account, make_chat
from chats.tests.reports.conversations import DAY, HOUR, ask


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace, connected_at=NOW - 60 * DAY)


def table(client: APIClient, path: str, **headers: str) -> list[list[str]]:
    with time_machine.travel(NOW, tick=False):
        response: Any = client.get(f"/api/v1/reports/{path}", headers=headers)
        text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    delimiter = "," if headers.get("Accept-Language") == "en" else ";"
    return list(csv.reader(text.splitlines(), delimiter=delimiter))


def test_figures_are_those_of_the_report(agent: APIClient, account: ChatAccount) -> None:
    for _ in range(19):
        ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    ask(account, at=NOW - 5 * DAY, answered_after=26 * HOUR)

    head, everything, first, following, of_account = table(agent, "response-times.csv?group=account")

    row = dict(zip(head, everything, strict=True))
    assert [line[0] for line in (everything, first, following, of_account)] == [
        "Все",
        "Первые ответы",
        "Следующие ответы",
        "Лавка на Ozon",
    ]
    assert (row["Обращений"], row["Вовремя"], row["Медиана, с"], row["Среднее, с"]) == ("20", "19", "3600", "8100")
    assert (row["Вовремя, %"], row["Без ответа, %"]) == ("95,0", "0,0")
    assert everything[1:] == first[1:] == of_account[1:]


def test_too_few_obligations_leave_the_percentages_empty(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR)

    [head, everything, *_] = table(agent, "response-times.csv")

    assert dict(zip(head, everything, strict=True))["Вовремя, %"] == ""


def test_the_language_is_the_readers(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR)

    head, *_, hour = table(agent, "response-times.csv?group=hour_of_week", **{"Accept-Language": "en"})

    assert (head[0], hour[0]) == ("What", "Wednesday 15:00")


def test_obligations_are_those_of_the_list(
    agent: APIClient, agent_member: Membership, account: ChatAccount, workspace: Workspace
) -> None:
    chat = make_chat(account=account, product_title="=cmd|' /C calc'!A0")
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR, by=Actor.for_member(agent_member), chat=chat)
    ask(account, at=NOW - 4 * DAY, answered_after=5 * HOUR)
    ask(account, at=NOW - 3 * DAY)

    [head, *rows] = table(agent, "obligations.csv?outcome=answered")

    assert [dict(zip(head, row, strict=True)) for row in rows][1] == {
        "Чат": "'=cmd|' /C calc'!A0",
        "Кабинет": "Лавка на Ozon",
        "Ответ": "первый ответ",
        "Состояние": "отвечен вовремя",
        "Покупатель написал": "2026-11-18 15:00:00",
        "Ответить до": "2026-11-18 19:00:00",
        "Окно закрывается": "",
        "Отвечен": "2026-11-18 16:00:00",
        "Ждал, с": "3600",
        "Ждал, рабочих с": "3600",
        "Кто ответил": "Антон Ответов",
        "Ссылка": f"{settings.PUBLIC_URL}/w/{workspace.slug}/inbox?chat={chat.pk}",
    }
    assert [row[3] for row in rows] == ["отвечен поздно", "отвечен вовремя"]
    assert rows[0][10] == "в кабинете маркетплейса"


def test_an_open_debt_has_both_its_clocks_as_the_inbox_shows_them(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=NOW - HOUR)
    ask(account, at=NOW - 2 * HOUR, answered_after=HOUR)

    [head, *rows] = table(agent, "obligations.csv")

    clocks = [(row[head.index("Ответить до")], row[head.index("Окно закрывается")]) for row in rows]
    assert sorted(clocks) == [("2026-11-23 17:00:00", ""), ("2026-11-23 18:00:00", "2026-11-25 14:00:00")]
    assert chat.window_closes_at == NOW - HOUR + 2 * DAY


def test_a_file_that_would_be_too_long_is_refused(
    agent: APIClient, account: ChatAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    ask(account, at=NOW - 5 * DAY, answered_after=HOUR)
    monkeypatch.setattr(files, "MOST_ROWS", 1)

    with time_machine.travel(NOW, tick=False):
        response = agent.get("/api/v1/reports/obligations.csv")

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "too_many_rows"


def test_a_refusal_is_json_whatever_the_client_accepts(agent: APIClient) -> None:
    response = agent.get("/api/v1/reports/obligations.csv?outcome=never", headers={"Accept": "text/csv"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "invalid_choice"
