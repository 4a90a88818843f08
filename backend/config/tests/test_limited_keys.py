"""A key that is limited to some chat accounts: every address and every method, found in the table of addresses."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.scopes import Scope
from accounts.services.api_keys import OF_ALL_ACCOUNTS
from accounts.tests.factories import make_api_key, make_member
from chats.models import Change, Chat, ChatAccount, Note, Reply, ReplyTemplate, SyncRun
from chats.services.changes import change_feed, record_chat
from chats.tests import files
from chats.tests.factories import make_account, make_chat, make_message, make_note, make_reply, make_template
from chats.tests.reports.conversations import DAY, HOUR, ask
from config.urls import api
from conftest import Queued
from sla.models import Policy
from sla.tests.factories import make_policy

# Ids that nothing else has, so that one of them in an answer can only be what is hidden.
HIDDEN: Final = {
    "account_id": 770_001_001,
    "chat_id": 770_001_002,
    "message_id": 770_001_003,
    "reply_id": 770_001_004,
    "policy_id": 770_001_005,
    "note_id": 770_001_006,
    "template_id": 770_001_007,
}
SHARED: Final = {"calendar_id"}
MARKS: Final = ("77000100", "Скрытая лавка", "Невидимкин")
PARAMETER: Final = re.compile(r"<int:(\w+)>")


class Endpoint(NamedTuple):
    method: str
    route: str
    scope: str


def endpoints(patterns: list[Any] | None = None) -> Iterator[Endpoint]:
    """What keys may use at all."""
    for pattern in api if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from endpoints(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            view: Any = getattr(pattern.callback, "view_class", None)
            for method, scope in getattr(view, "scopes", {}).items():
                yield Endpoint(method, str(pattern.pattern), scope)


ALL: Final = sorted(endpoints())
OF_AN_OBJECT: Final = [endpoint for endpoint in ALL if set(PARAMETER.findall(endpoint.route)) - {"number"} - SHARED]
READ: Final = [endpoint for endpoint in ALL if endpoint.method == "GET" and "<" not in endpoint.route]


def name_of(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.route}"


@pytest.fixture
def shown(workspace: Workspace) -> ChatAccount:
    """The account that the key is for; beside it stands a hidden one with something of every kind."""
    shown = make_account(workspace=workspace, title="Открытая лавка")
    hidden = make_account(workspace=workspace, title="Скрытая лавка", id=HIDDEN["account_id"])
    now = timezone.now()
    ask(shown, at=now - DAY, answered_after=HOUR, now=now)
    chat = make_chat(account=hidden, id=HIDDEN["chat_id"], buyer_name="Невидимкин")
    make_message(
        chat=chat,
        id=HIDDEN["message_id"],
        at=now - 2 * DAY,
        attachments=[{"ref": "/file/1.jpg", "name": "1.jpg"}],
    )
    ask(hidden, at=now - DAY, answered_after=HOUR, chat=chat, now=now)
    ask(hidden, at=now - HOUR, chat=chat, now=now)
    make_reply(chat=chat, id=HIDDEN["reply_id"], state=Reply.State.FAILED)
    note = make_note(chat=chat, author=make_member(workspace=workspace))
    Note.objects.filter(pk=note.pk).update(id=HIDDEN["note_id"])
    template = make_template(workspace=workspace, chat_account=hidden, folder="Невидимкин")
    ReplyTemplate.objects.filter(pk=template.pk).update(id=HIDDEN["template_id"])
    policy = make_policy(workspace=workspace, chat_account=hidden, since=now)
    Policy.objects.filter(pk=policy.pk).update(id=HIDDEN["policy_id"])
    policy.versions.update(policy_id=HIDDEN["policy_id"])
    SyncRun.objects.create(chat_account=hidden, kind="look", result="ok", started_at=now, ended_at=now)
    with change_feed():
        for each in Chat.objects.order_by("pk"):
            record_chat(each)
    return shown


def client_for(workspace: Workspace, *accounts: int) -> APIClient:
    scopes = [scope for scope in Scope.values if not accounts or scope not in OF_ALL_ACCOUNTS]
    _, key = make_api_key(workspace=workspace, scopes=scopes, chat_account_ids=list(accounts))
    return APIClient(headers={"Authorization": f"Bearer {key}"})


def call(client: APIClient, endpoint: Endpoint) -> Any:
    route = PARAMETER.sub(lambda found: str({**HIDDEN, "number": 0}[found[1]]), endpoint.route)
    body = json.dumps({"text": "x", "until": (timezone.now() + timedelta(days=1)).isoformat()})
    headers = {"Idempotency-Key": str(uuid4()), "If-Match": "*"}
    query = "?after=0" if endpoint.route == "changes" else ""
    return client.generic(
        endpoint.method, f"/api/v1/{route}{query}", body, content_type="application/json", headers=headers
    )


def text_of(response: Any) -> str:
    content: bytes = response.getvalue()
    return content.decode() + str(dict(response.headers))


@pytest.mark.parametrize("endpoint", OF_AN_OBJECT, ids=name_of)
def test_what_the_key_is_not_for_is_not_found(
    workspace: Workspace, shown: ChatAccount, queued: Queued, endpoint: Endpoint
) -> None:
    response = call(client_for(workspace, shown.pk), endpoint)

    missing_right = endpoint.scope in OF_ALL_ACCOUNTS
    assert response.status_code == (403 if missing_right else 404)
    assert response.json()["errors"][0]["code"] == ("scope_missing" if missing_right else "not_found")
    assert queued == []


@pytest.mark.parametrize("endpoint", READ, ids=name_of)
def test_no_list_and_no_count_tells_of_it(workspace: Workspace, shown: ChatAccount, endpoint: Endpoint) -> None:
    response = call(client_for(workspace, shown.pk), endpoint)

    assert response.status_code in {200, 400}
    assert [mark for mark in MARKS if mark in text_of(response)] == []


def test_a_key_without_a_limit_is_told_of_it(workspace: Workspace, shown: ChatAccount) -> None:
    client = client_for(workspace)

    answers = {name_of(endpoint): text_of(call(client, endpoint)) for endpoint in READ}

    telling = {name for name, text in answers.items() if any(mark in text for mark in MARKS)}

    assert telling >= {
        "GET changes",
        "GET chat-accounts",
        "GET chats",
        "GET chats/counts",
        "GET health",
        "GET reports/baseline",
        "GET reports/marketplace-ratings",
        "GET reports/obligations",
        "GET reports/obligations.csv",
        "GET reports/worst-chats",
        "GET sla/policies",
        "GET templates",
        "GET templates/folders",
    }


def test_numbers_are_those_of_its_accounts_alone(workspace: Workspace, shown: ChatAccount) -> None:
    client = client_for(workspace, shown.pk)

    counts = client.get("/api/v1/chats/counts").json()
    health = client.get("/api/v1/health").json()
    report = client.get("/api/v1/reports/response-times").json()

    assert counts["queues"]["all"] == 1
    assert counts["queues"]["failed"] == health["replies"]["failed"] == 0
    assert (report["total"]["n"], report["dialogs"]["n"]) == (1, 1)


def test_a_foreign_account_in_the_filter_chooses_nothing(workspace: Workspace, shown: ChatAccount) -> None:
    client = client_for(workspace, shown.pk)
    only = f"?chat_account={HIDDEN['account_id']}"

    assert client.get(f"/api/v1/chats{only}").json()["results"] == []
    assert set(client.get(f"/api/v1/chats/counts{only}").json()["queues"].values()) == {0}
    assert client.get(f"/api/v1/reports/response-times{only}").json()["total"]["n"] == 0


def test_the_feed_passes_over_what_is_hidden_and_goes_on(workspace: Workspace, shown: ChatAccount) -> None:
    client = client_for(workspace, shown.pk)
    hidden_last = Change.objects.order_by("-seq").values_list("seq", "chat_account_id")[0]

    page = client.get("/api/v1/changes?after=0").json()
    last = client.get(f"/api/v1/changes?after={hidden_last[0] - 1}").json()

    assert hidden_last[1] == HIDDEN["account_id"]
    assert {change["chat_account_id"] for change in page["results"]} == {str(shown.pk)}
    assert (page["next_after"], page["has_more"]) == (str(hidden_last[0]), False)
    assert (last["results"], last["next_after"]) == ([], str(hidden_last[0]))


def test_the_key_works_where_it_is_meant_to(workspace: Workspace, shown: ChatAccount, queued: Queued) -> None:
    client = client_for(workspace, shown.pk)
    chat = Chat.objects.get(chat_account=shown)
    headers = {"Idempotency-Key": str(uuid4())}

    sent = client.post(f"/api/v1/chats/{chat.pk}/replies", {"text": "Здравствуйте! Да, подойдёт."}, headers=headers)
    stored = client.post("/api/v1/uploads", {"file": SimpleUploadedFile("1.png", files.PNG)}, format="multipart")

    assert (sent.status_code, sent.json()["author_name"]) == (202, "Учётная система")
    assert stored.status_code == 201
    assert client.get("/api/v1/me").json()["api_key"]["chat_accounts"] == [str(shown.pk)]


def test_a_limited_key_gets_no_right_over_what_all_accounts_share(owner: APIClient, shown: ChatAccount) -> None:
    body = {"name": "Склад", "scopes": ["chats:read", "policies:write"], "chat_accounts": [str(shown.pk)]}

    response = owner.post("/api/v1/api-keys", body)

    (error,) = response.json()["errors"]
    assert (response.status_code, error["code"], error["attr"]) == (400, "scope_needs_all_accounts", "scopes")
    assert "policies:write" in error["detail"]


def test_an_account_of_another_workspace_is_no_limit(stranger: APIClient, shown: ChatAccount) -> None:
    body = {"name": "Склад", "scopes": ["chats:read"], "chat_accounts": [str(shown.pk)]}

    assert stranger.post("/api/v1/api-keys", body).json()["errors"][0]["code"] == "chat_account_unknown"
