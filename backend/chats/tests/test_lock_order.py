"""The chat is locked before the counter of the change feed: the other way round two writers wait for each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.tests.factories import make_chat

WRITES: dict[str, Callable[[APIClient, str], object]] = {
    "a note": lambda client, url: client.post(f"{url}/notes", {"text": "Ждём склад"}, format="json"),
    "a draft": lambda client, url: client.put(
        f"{url}/draft", {"text": "Добрый день"}, format="json", headers={"If-Match": '"0"'}
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_what_refers_to_a_chat_locks_it_before_it_is_told(
    agent: APIClient, workspace: Workspace, write: Callable[[APIClient, str], object]
) -> None:
    chat = make_chat(workspace=workspace)

    with CaptureQueriesContext(connection) as captured:
        write(agent, f"/api/v1/chats/{chat.pk}")

    statements = [query["sql"] for query in captured.captured_queries]
    locked = next(place for place, sql in enumerate(statements) if 'FOR UPDATE OF "chats"' in sql)
    told = next(place for place, sql in enumerate(statements) if "change_counters" in sql)
    assert locked < told
