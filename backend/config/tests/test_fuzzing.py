"""Requests that nobody would think of, made from the description of the API, as each kind of caller.

No answer is a fault of the server, none has a status or a body that is not described. The requests are the same in
every run; `FUZZ_EXAMPLES` makes more of them.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.models import Workspace
from config.tests.described import description
from config.tests.place import Ids
from config.wsgi import application
from conftest import Queued

EXAMPLES: Final = int(os.environ.get("FUZZ_EXAMPLES", "2"))
# Those who are stopped at the door need no more than a knock.
SHARE: Final = {"owner": 1.0, "agent": 0.5, "key": 0.5, "anonymous": 0.25}
CSRF: Final = "c" * 32
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The end of a request would close the connection in whose transaction the test lives."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers_of(
    owner: APIClient, agent: APIClient, api_key_client: Callable[..., APIClient], workspace: Workspace
) -> Callable[[str], dict[str, str]]:
    """How each kind of caller says who it is."""

    def session(client: APIClient) -> dict[str, str]:
        cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={CSRF}"
        return {"Cookie": cookies, "X-CSRFToken": CSRF, "X-Workspace": workspace.slug}

    def make(role: str) -> dict[str, str]:
        if role == "key":
            return {"Authorization": str(api_key_client().defaults["HTTP_AUTHORIZATION"])}
        return session({"owner": owner, "agent": agent}[role]) if role != "anonymous" else {}

    return make


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", SHARE)
def test_every_answer_is_as_described(
    role: str, ids: Ids, headers_of: Callable[[str], dict[str, str]], queued: Queued
) -> None:
    schema: Any = schemathesis.openapi.from_dict(description())
    schema.app = application
    headers = headers_of(role)
    count = max(1, int(EXAMPLES * SHARE[role]))
    found: dict[str, str] = {}

    for result in schema.get_all_operations():
        operation = result.ok()
        try:
            knock(operation, ids, headers, count)
        except BaseExceptionGroup as failures:
            found[operation.label] = str(failures)
        except AssertionError as failure:
            found[operation.label] = str(failure)

    assert not found, "\n".join(f"{label}\n{story}" for label, story in found.items())


def knock(operation: Any, ids: Ids, headers: dict[str, str], count: int) -> None:
    """Half of the requests are about things that there are."""
    named = {parameter.name for parameter in operation.path_parameters}
    fixed = {"X-Workspace": headers.get("X-Workspace", ""), "If-Match": "*", "Idempotency-Key": str(uuid4())}

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), real=st.booleans())
    def ask(case: Any, real: bool) -> None:
        if real:
            case.path_parameters = {name: ids[name] for name in named}
        for name, value in fixed.items():
            if name in case.headers:
                case.headers[name] = value
        with undone():
            response = case.call(headers=headers)
            case.validate_response(response, checks=CHECKS)

    ask()
