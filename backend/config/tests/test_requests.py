"""Everything that a client may send, over all views of the product."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from rest_framework import exceptions, serializers
from rest_framework.test import APIClient

from accounts.api.api_key_rows import NewApiKeySerializer
from config.urls import urlpatterns
from core import error_texts
from core.api.fields import OfOneKind
from core.api.requests import RequestSerializer

assert urlpatterns  # brings in every view with what it takes

COERCING: Final = (
    serializers.CharField,
    serializers.BooleanField,
    serializers.ChoiceField,
    serializers.DateTimeField,
    serializers.FileField,
    serializers.IntegerField,
)
UNUSED: Final = {"min_length"}


def requests() -> Iterator[type[RequestSerializer]]:
    for serializer in RequestSerializer.__subclasses__():
        if ".tests." not in serializer.__module__:
            yield serializer
            yield from serializer.__subclasses__()


def fields_of(serializer: serializers.BaseSerializer[Any]) -> Iterator[Any]:
    for field in getattr(serializer, "fields", {}).values():
        yield field
        yield from fields_of(field)
        if child := getattr(field, "child", None):
            yield child


REQUESTS: Final = sorted(requests(), key=lambda serializer: serializer.__name__)


def test_the_requests_are_found() -> None:
    assert NewApiKeySerializer in REQUESTS
    assert len(REQUESTS) >= 10


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda serializer: serializer.__name__)
def test_no_field_turns_a_value_into_one_of_another_kind(request_: type[RequestSerializer]) -> None:
    lenient = [
        field.field_name
        for field in fields_of(request_())
        if isinstance(field, COERCING) and not isinstance(field, OfOneKind)
    ]

    assert lenient == []


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda serializer: serializer.__name__)
def test_each_refusal_of_a_field_has_its_text(request_: type[RequestSerializer]) -> None:
    codes = {code for field in fields_of(request_()) for code in field.error_messages} - UNUSED
    kinds = {field.other_kind for field in fields_of(request_()) if isinstance(field, OfOneKind)}

    assert {code for code in codes | kinds if not error_texts.has(code)} <= {"date", "make_aware", "overflow"}


def test_each_refusal_of_the_framework_has_its_text() -> None:
    refusals = [error for error in vars(exceptions).values() if isinstance(error, type)]
    codes = {error.default_code for error in refusals if issubclass(error, exceptions.APIException)} - {"error"}

    assert {code for code in codes if not error_texts.has(code)} == set()


@pytest.mark.parametrize(
    ("body", "code", "russian", "english"),
    [
        ({"name": 5}, "not_a_string", "Здесь нужна строка.", "This has to be a string."),
        (
            {"name": "x" * 101},
            "max_length",
            "Слишком длинно: не больше 100 символов.",
            "Too long: at most 100 characters.",
        ),
        ({"name": ""}, "blank", "Это поле не может быть пустым.", "This field may not be empty."),
        ({"name": None}, "null", "Это поле не может быть null.", "This field may not be null."),
        ({}, "required", "Это поле обязательно.", "This field is required."),
    ],
)
def test_a_refusal_speaks_one_language(
    owner: APIClient, body: dict[str, Any], code: str, russian: str, english: str
) -> None:
    whole = {**body, "scopes": ["chats:read"]}

    in_russian = owner.post("/api/v1/api-keys", whole, headers={"Accept-Language": "ru"}).json()["errors"]
    in_english = owner.post("/api/v1/api-keys", whole, headers={"Accept-Language": "en"}).json()["errors"]

    assert [(error["code"], error["detail"]) for error in in_russian] == [(code, russian)]
    assert [(error["code"], error["detail"]) for error in in_english] == [(code, english)]


@pytest.mark.parametrize(
    ("expires_at", "code"),
    [
        ("завтра", "not_a_time"),
        (5, "not_a_time"),
        ("2020-01-01T00:00:00Z", "expires_in_the_past"),
    ],
)
def test_an_end_that_makes_no_sense_is_refused(owner: APIClient, expires_at: object, code: str) -> None:
    response = owner.post("/api/v1/api-keys", {"name": "Касса", "scopes": ["chats:read"], "expires_at": expires_at})

    assert [error["code"] for error in response.json()["errors"]] == [code]


@pytest.mark.parametrize("scopes", ["chats:read", ["all"], [7], [], {}])
def test_scopes_that_make_no_sense_are_refused_in_our_words(owner: APIClient, scopes: object) -> None:
    response = owner.post("/api/v1/api-keys", {"name": "Касса", "scopes": scopes})

    (error,) = response.json()["errors"]
    assert response.status_code == 400
    assert error["detail"] == error_texts.text(error["code"], "ru")
