"""The lists of a workspace, and what they do to a reply."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Workspace
from chats.models import Chat, Reply, TextRules
from chats.models.text_rules import default_fields
from chats.tests.factories import make_chat, make_message
from conftest import Queued

URL = "/api/v1/text-rules"
ANY = {"If-Match": "*"}


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(workspace=workspace, order_number="8900000-1234")
    make_message(chat=chat)
    return chat


def send(client: APIClient, chat: Chat, text: str, **body: Any) -> Any:
    headers = {"Idempotency-Key": str(uuid4())}
    return client.post(f"/api/v1/chats/{chat.pk}/replies", {"text": text, **body}, headers=headers)


def error_of(response: Any) -> tuple[int, str, str | None]:
    [error] = response.json()["errors"]
    return response.status_code, error["code"], error["attr"]


def test_a_workspace_begins_with_our_lists_and_refuses_nothing(agent: APIClient) -> None:
    response = agent.get(URL)

    assert response.headers["ETag"] == '"1"'
    assert response.json()["refuse_contacts"] is False
    assert "whatsapp" in response.json()["messengers"]
    assert response.json()["changed_by"] is None


def test_an_owner_changes_a_list_and_the_others_stay(owner: APIClient, workspace: Workspace) -> None:
    response = owner.patch(URL, {"jargon": [" белый   лист ", "Белый лист", "сток*"]}, headers={"If-Match": '"1"'})

    assert (response.status_code, response.headers["ETag"]) == (200, '"2"')
    assert response.json()["jargon"] == ["белый лист", "сток*"]
    assert response.json()["promises"] == default_fields()["promises"]
    assert response.json()["changed_by"] == "Ольга Хозяйкина"
    assert AuditEntry.objects.get(action="text_rules.changed").details == {"changed": ["jargon"]}


def test_two_who_change_at_once_do_not_overwrite_each_other(owner: APIClient) -> None:
    owner.patch(URL, {"jargon": ["сток*"]}, headers={"If-Match": '"1"'})

    response = owner.patch(URL, {"jargon": []}, headers={"If-Match": '"1"'})

    assert error_of(response)[:2] == (412, "version_conflict")
    assert response.json()["extra"]["current"]["jargon"] == ["сток*"]


def test_a_change_without_its_version_is_refused(owner: APIClient) -> None:
    assert error_of(owner.patch(URL, {"jargon": []}))[:2] == (428, "precondition_required")


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"jargon": ["го*луб"]}, "text_phrase_malformed", "jargon"),
        ({"sites": ["*.ru"]}, "text_phrase_malformed", "sites"),
        ({"jargon": ["слово"] * 301}, "too_many_items", "jargon"),
        ({"refuse_contacts": "maybe"}, "not_a_boolean", "refuse_contacts"),
    ],
)
def test_what_cannot_be_searched_for_is_refused(owner: APIClient, body: Any, code: str, attr: str) -> None:
    assert error_of(owner.patch(URL, body, headers=ANY)) == (400, code, attr)
    assert not TextRules.objects.exists()


def test_the_lists_are_changed_by_owners_and_by_keys_that_may(
    agent: APIClient, api_key_client: Callable[..., APIClient], workspace: Workspace
) -> None:
    by_agent = agent.patch(URL, {"refuse_contacts": True}, headers=ANY)
    by_reader = api_key_client("chats:write").patch(URL, {"refuse_contacts": True}, headers=ANY)
    by_key = api_key_client("policies:write").patch(URL, {"refuse_contacts": True}, headers=ANY)

    assert [error_of(refused)[1] for refused in (by_agent, by_reader)] == ["owner_only", "scope_missing"]
    assert by_key.status_code == 200
    assert TextRules.objects.get().workspace == workspace


def test_a_text_is_searched_before_it_is_sent(agent: APIClient, chat: Chat, queued: Queued) -> None:
    text = "По заказу 8900000-1234 пишите в телеграм"

    response = agent.post(f"/api/v1/chats/{chat.pk}/check-text", {"text": text})

    assert response.json()["refused"] is False
    [finding] = response.json()["findings"]
    assert text[finding["start"] : finding["end"]] == finding["text"] == "телеграм"
    assert (finding["rule"], finding["group"], finding["refused"]) == ("messenger", "contacts", False)
    assert finding["reason"].startswith("Мессенджер")
    assert queued == []


def test_a_warning_stops_a_reply_until_a_person_agrees_and_that_is_recorded(
    agent: APIClient, chat: Chat, queued: Queued
) -> None:
    text = "Гарантируем: пишите в телеграм"

    warned = send(agent, chat, text)
    sent = send(agent, chat, text, override_warnings=True)

    assert error_of(warned) == (409, "text_warned", "text")
    assert [finding["rule"] for finding in warned.json()["extra"]["findings"]] == ["promise", "messenger"]
    assert sent.status_code == 202
    assert AuditEntry.objects.get(action="reply.queued").details == {"overridden_warnings": ["messenger", "promise"]}
    assert len(queued) == 1


def test_where_contacts_are_refused_nobody_overrides_it_but_style_stays_a_warning(
    owner: APIClient, agent: APIClient, chat: Chat, queued: Queued
) -> None:
    owner.patch(URL, {"refuse_contacts": True}, headers=ANY)

    contacts = send(agent, chat, "Гарантируем: пишите в телеграм", override_warnings=True)
    style = send(agent, chat, "Гарантируем.", override_warnings=True)

    assert error_of(contacts) == (400, "text_refused", "text")
    assert [finding["refused"] for finding in contacts.json()["extra"]["findings"]] == [False, True]
    assert style.status_code == 202
    assert Reply.objects.get().text == "Гарантируем."


def test_a_reply_that_was_agreed_to_is_replayed_without_being_asked_again(
    agent: APIClient, chat: Chat, queued: Queued
) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    url = f"/api/v1/chats/{chat.pk}/replies"
    agent.post(url, {"text": "Обещаем.", "override_warnings": True}, headers=headers)

    again = agent.post(url, {"text": "Обещаем."}, headers=headers)

    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (202, "true")


def test_the_lists_of_another_workspace_say_nothing(stranger: APIClient, agent: APIClient, chat: Chat) -> None:
    stranger.patch(URL, {"jargon": ["здравствуйте"]}, headers=ANY)

    response = agent.post(f"/api/v1/chats/{chat.pk}/check-text", {"text": "Здравствуйте!"})

    assert response.json()["findings"] == []


def test_staff_edit_the_lists_in_the_administration(owner: APIClient, staff: Client, workspace: Workspace) -> None:
    owner.patch(URL, {"jargon": ["сток*"]}, headers=ANY)
    rules = TextRules.objects.get()
    url = f"/admin/chats/textrules/{rules.pk}/change/"
    lists = {name: ",".join(phrases) for name, phrases in default_fields().items()}

    refused = staff.post(url, {**lists, "jargon": "го*луб"})
    done = staff.post(url, {**lists, "jargon": "голуб*"})

    rules.refresh_from_db()
    assert (refused.status_code, done.status_code) == (200, 302)
    assert (rules.jargon, rules.revision, rules.changed_by) == (["голуб*"], 3, "Семён Дежурный")
