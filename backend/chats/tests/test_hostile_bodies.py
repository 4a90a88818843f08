"""Bodies that no honest client sends: each is refused with a code of its own, and nothing is stored."""

from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, Reply
from chats.tests.factories import make_chat
from conftest import Queued

NESTED = b"[" * 5_000 + b"]" * 5_000


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    return make_chat(workspace=workspace)


def send(client: APIClient, chat: Chat, body: bytes) -> tuple[int, str, str | None]:
    client.raise_request_exception = False
    response: Any = client.generic(
        "POST",
        f"/api/v1/chats/{chat.pk}/replies",
        body,  # type: ignore[arg-type]  # bytes are what a socket brings
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    error = response.json().get("errors", [{"code": "", "attr": None}])[0]
    return response.status_code, error["code"], error["attr"]


@pytest.mark.parametrize("value", ["12345", "1.50", "-0", "true", "false", "[]", "{}", '["a"]'])
def test_what_is_no_string_is_never_sent_as_a_text(agent: APIClient, chat: Chat, queued: Queued, value: str) -> None:
    answer = send(agent, chat, b'{"text": %s}' % value.encode())

    assert answer == (400, "not_a_string", "text")
    assert not Reply.objects.exists()


@pytest.mark.parametrize("field", ["upload", "expected_last_message_id"])
def test_an_id_is_a_string_as_well(agent: APIClient, chat: Chat, queued: Queued, field: str) -> None:
    answer = send(agent, chat, b'{"text": "x", "%s": 1}' % field.encode())

    assert answer == (400, "not_a_string", field)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"text": %s}' % NESTED,
        NESTED,
        b'{"text": NaN}',
        b'{"text": -Infinity}',
        b'{"text": 1e999999}',
        b'{"text": "\xff\xfe"}',
        b'{"text": "\\ud800"}',
        b"{",
        b"\xef\xbb\xbf{}",
    ],
    ids=["open", "deep text", "deep", "nan", "infinity", "huge", "not utf-8", "half a pair", "cut", "bom"],
)
def test_what_is_no_plain_json_cannot_be_read(agent: APIClient, chat: Chat, queued: Queued, body: bytes) -> None:
    assert send(agent, chat, body) == (400, "parse_error", None)
    assert not Reply.objects.exists()


def test_lists_in_lists_are_not_followed_for_long(owner: APIClient) -> None:
    deep = "[" * 900 + "]" * 900
    body = f'{{"name": "Касса", "scopes": [{deep}]}}'

    response = owner.generic("POST", "/api/v1/api-keys", body, content_type="application/json")

    assert (response.status_code, response.json()["errors"][0]["code"]) == (400, "parse_error")


def test_a_body_of_three_megabytes_is_too_large(agent: APIClient, chat: Chat, queued: Queued) -> None:
    assert send(agent, chat, b'{"text": "%s"}' % (b"x" * 3_000_000)) == (413, "body_too_large", None)


def test_a_zero_byte_in_a_text_is_named(agent: APIClient, chat: Chat, queued: Queued) -> None:
    assert send(agent, chat, b'{"text": "a\\u0000b"}') == (400, "null_characters_not_allowed", "text")


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"7", b"null"])
def test_a_body_is_an_object(agent: APIClient, chat: Chat, queued: Queued, body: bytes) -> None:
    assert send(agent, chat, body)[:2] == (400, "not_an_object")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"email": %s}' % NESTED, 400, "parse_error"),
        (b"[" * 100_000, 400, "parse_error"),
        (b'{"email": "a@example.com", "password": "\\ud800"}', 400, "parse_error"),
        (b'{"email": "%s"}' % (b"x" * 3_000_000), 413, "body_too_large"),
    ],
    ids=["deep", "open", "half a pair", "large"],
)
def test_the_sign_in_reads_no_such_body_either(
    anonymous: APIClient, db: None, body: bytes, status: int, code: str
) -> None:
    anonymous.raise_request_exception = False

    response: Any = anonymous.generic(
        "POST",
        "/_allauth/browser/v1/auth/login",
        body,  # type: ignore[arg-type]  # bytes are what a socket brings
        content_type="application/json",
    )

    assert (response.status_code, response.json()["errors"][0]["code"]) == (status, code)
