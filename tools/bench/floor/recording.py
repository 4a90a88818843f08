"""Watches which SQL the product runs for a request, so that the bare view can run the very same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.test import Client

Statement = tuple[str, Any]
SECONDS: Final = "seconds of a length of time"


def record_request(path: str, *, key: str, into: Path) -> int:
    """The statements of the second of two equal requests, written to a file; their number."""
    client = Client(headers={"Authorization": f"Bearer {key}", "Host": "127.0.0.1"})
    seen: list[Statement] = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, dict(params) if isinstance(params, dict) else list(params or ())))
        return execute(sql, params, many, context)

    # The first one notes the use of the key, which happens once a minute.
    for _ in range(2):
        seen.clear()
        with connection.execute_wrapper(watch):
            response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
    write_statements(seen, into=into)
    return len(seen)


def write_statements(statements: list[Statement], *, into: Path) -> None:
    into.parent.mkdir(parents=True, exist_ok=True)
    into.write_text(json.dumps(statements, default=_plain))


def _plain(value: Any) -> Any:
    """A moment is known by its text; a length of time would not be."""
    return {SECONDS: value.total_seconds()} if isinstance(value, timedelta) else str(value)


def read_statements(file: Path) -> list[Statement]:
    return [(sql, parameters) for sql, parameters in json.loads(file.read_text(), object_hook=_revived)]


def _revived(value: dict[str, Any]) -> Any:
    return timedelta(seconds=value[SECONDS]) if value.keys() == {SECONDS} else value
