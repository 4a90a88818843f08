"""Templates through the endpoints."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.factories import make_workspace
from chats.models import Reply, ReplyTemplate
from chats.tests.factories import NOW, make_account, make_chat, make_template
from conftest import Queued

URL = "/api/v1/templates"


def code_of(response: Any) -> tuple[int, str, str | None]:
    [error] = response.json()["errors"]
    return response.status_code, error["code"], error["attr"]


def titles(response: Any) -> list[str]:
    return [row["title"] for row in response.json()["results"]]


def test_a_template_is_kept_and_read_back(agent: APIClient, workspace: Workspace) -> None:
    account = make_account(workspace=workspace)
    body = {
        "title": "Где заказ",
        "text": "Здравствуйте, {имя|покупатель}!\nЗаказ {номер_заказа} уже едет.",
        "folder": "Доставка",
        "chat_account": str(account.pk),
    }

    created = agent.post(URL, body, format="json")
    read = agent.get(f"{URL}/{created.json()['id']}")

    assert (created.status_code, created["ETag"], read["ETag"]) == (201, '"1"', '"1"')
    assert read.json() == created.json()
    told = {name: created.json()[name] for name in ("text", "variables", "shared", "use_count", "changed_by")}
    assert told == {
        "text": body["text"],
        "variables": ["имя", "номер_заказа"],
        "shared": True,
        "use_count": 0,
        "changed_by": "Антон Ответов",
    }
    assert created.json()["chat_account"] == {"id": str(account.pk), "title": "Лавка на Ozon"}
    assert AuditEntry.objects.get(action="template.created").object_id == created.json()["id"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": "{имя}"}, (400, "template_default_missing", "text")),
        ({"text": "{скидка}"}, (400, "template_variable_unknown", "text")),
        ({"text": "{имя|друг"}, (400, "template_malformed", "text")),
        ({"text": "я" * 4_001}, (400, "max_length", "text")),
        ({"text": " "}, (400, "blank", "text")),
        ({"title": ""}, (400, "blank", "title")),
        ({"chat_account": "999999"}, (400, "chat_account_unknown", "chat_account")),
    ],
)
def test_what_makes_no_sense_is_refused(
    agent: APIClient, change: dict[str, str], refusal: tuple[int, str, str]
) -> None:
    response = agent.post(URL, {"title": "Ответ", "text": "Здравствуйте!", **change}, format="json")

    assert code_of(response) == refusal
    assert not ReplyTemplate.objects.exists()


def test_the_account_of_somebody_else_is_unknown(agent: APIClient) -> None:
    foreign = make_account(workspace=make_workspace(name="Чужая лавка"))

    response = agent.post(URL, {"title": "x", "text": "x", "chat_account": str(foreign.pk)}, format="json")

    assert code_of(response) == (400, "chat_account_unknown", "chat_account")


def test_who_changes_an_old_version_is_shown_the_newer_one(agent: APIClient, workspace: Workspace) -> None:
    url = f"{URL}/{make_template(workspace=workspace).pk}"

    first = agent.patch(url, {"text": "Добрый день!"}, format="json", headers={"If-Match": '"1"'})
    second = agent.patch(url, {"text": "Привет!"}, format="json", headers={"If-Match": '"1"'})
    forced = agent.patch(url, {"text": "Привет!"}, format="json", headers={"If-Match": "*"})

    assert (first.status_code, first["ETag"]) == (200, '"2"')
    assert code_of(second) == (412, "version_conflict", None)
    assert second.json()["extra"]["current"]["text"] == "Добрый день!"
    assert (forced.json()["text"], forced.json()["revision"]) == ("Привет!", 3)


def test_a_change_names_the_version_it_was_made_from(agent: APIClient, workspace: Workspace) -> None:
    url = f"{URL}/{make_template(workspace=workspace).pk}"

    assert agent.patch(url, {"text": "x"}, format="json").status_code == 428


def test_saving_without_a_difference_makes_no_version(agent: APIClient, workspace: Workspace) -> None:
    template = make_template(workspace=workspace)

    response = agent.patch(f"{URL}/{template.pk}", {"text": template.text}, format="json", headers={"If-Match": '"1"'})

    assert response.json()["revision"] == 1


def test_a_deleted_template_is_gone(agent: APIClient, workspace: Workspace) -> None:
    url = f"{URL}/{make_template(workspace=workspace).pk}"

    assert agent.delete(url).status_code == 204
    assert agent.get(url).status_code == agent.delete(url).status_code == 404


def test_what_is_ones_own_nobody_else_sees(
    agent: APIClient, owner: APIClient, api_key_client: Callable[..., APIClient]
) -> None:
    mine = agent.post(URL, {"title": "Моё", "text": "x", "shared": False}, format="json").json()

    assert titles(agent.get(URL)) == ["Моё"]
    for other in (owner, api_key_client()):
        assert titles(other.get(URL)) == []
        assert other.get(URL + "/folders").json()["folders"] == []
        assert other.delete(f"{URL}/{mine['id']}").status_code == 404


def test_a_key_is_nobody_who_could_have_one_of_their_own(api_key_client: Callable[..., APIClient]) -> None:
    response = api_key_client().post(URL, {"title": "x", "text": "x", "shared": False}, format="json")

    assert code_of(response) == (403, "session_only", None)


def test_the_list_goes_by_folder_and_title_and_can_be_narrowed(agent: APIClient, workspace: Workspace) -> None:
    for folder, title in [("Доставка", "Б"), ("", "Я"), ("Возврат", "В"), ("Доставка", "А")]:
        make_template(workspace=workspace, folder=folder, title=title, text=f"Текст {title}")

    assert titles(agent.get(URL)) == ["Я", "В", "А", "Б"]
    assert titles(agent.get(URL, {"folder": "Доставка"})) == ["А", "Б"]
    assert titles(agent.get(URL, {"folder": ""})) == ["Я"]
    assert titles(agent.get(URL, {"search": "доставка б"})) == ["Б"]
    assert agent.get(URL + "/folders").json()["folders"] == [
        {"name": "", "count": 1},
        {"name": "Возврат", "count": 1},
        {"name": "Доставка", "count": 2},
    ]


def test_the_list_is_paged(agent: APIClient, workspace: Workspace) -> None:
    for title in ("А", "Б", "В"):
        make_template(workspace=workspace, title=title)

    page = agent.get(URL, {"limit": 2})

    assert titles(page) == ["А", "Б"]
    assert titles(agent.get(page.json()["next"])) == ["В"]


# --- in a chat


def test_a_chat_fills_in_what_it_knows(agent: APIClient, workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace, order_number="12345678-0001", product_title="Чехол для очков")
    make_template(workspace=workspace, text="{имя|Покупатель}, {товар} из {номер_заказа} будет {дата_доставки}")

    [row] = agent.get(f"/api/v1/chats/{chat.pk}/templates").json()["results"]

    assert row["text"] == "Покупатель, Чехол для очков из 12345678-0001 будет {дата_доставки}"
    assert row["missing"] == [{"name": "дата_доставки", "start": 51, "end": 66}]


def test_only_templates_for_the_account_of_the_chat_are_offered(agent: APIClient, workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    make_template(workspace=workspace, title="Этот", chat_account=chat.chat_account)
    other = make_template(workspace=workspace, title="Другой", chat_account=make_account(workspace=workspace))
    make_template(workspace=workspace, title="Все")

    url = f"/api/v1/chats/{chat.pk}/templates"

    assert set(titles(agent.get(url))) == {"Этот", "Все"}
    assert agent.post(f"{url}/{other.pk}/use").status_code == 404


def test_what_was_used_last_comes_first(agent: APIClient, workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    first, second = (make_template(workspace=workspace, title=title) for title in ("Первый", "Второй"))
    make_template(workspace=workspace, title="Никогда")
    url = f"/api/v1/chats/{chat.pk}/templates"

    for minute, template in enumerate([second, first, first]):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            assert agent.post(f"{url}/{template.pk}/use").status_code == 200

    assert titles(agent.get(url)) == ["Первый", "Второй", "Никогда"]
    used = agent.get(f"{URL}/{first.pk}").json()
    assert (used["use_count"], used["revision"]) == (2, 1)


def test_templates_leave_with_their_member(agent: APIClient, agent_member: Membership) -> None:
    agent.post(URL, {"title": "Моё", "text": "x", "shared": False}, format="json")

    agent_member.delete()

    assert not ReplyTemplate.objects.exists()


def test_a_text_with_an_unfilled_variable_is_not_sent(agent: APIClient, workspace: Workspace, queued: Queued) -> None:
    chat = make_chat(workspace=workspace)

    response = agent.post(
        f"/api/v1/chats/{chat.pk}/replies",
        {"text": "Привезут {дата_доставки}, трек {трек}"},
        format="json",
        headers={"Idempotency-Key": str(uuid4())},
    )

    assert code_of(response) == (400, "variables_unfilled", "text")
    assert response.json()["errors"][0]["detail"] == "Заполните: дата_доставки, трек."
    assert not Reply.objects.exists()
    assert queued == []
