"""The bare views: SQL that the product was seen to run, run again, and its rows as JSON."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from bench.floor.recording import Statement, read_statements
from bench.floor.reports import REPORTS


@cache
def statements(name: str) -> list[Statement]:
    """What `bench.floor.recording` wrote down."""
    return read_statements(Path(os.environ["BENCH_FLOOR_FOLDER"]) / f"{name}.json")


def same_sql(request: HttpRequest, name: str = "chats") -> HttpResponse:
    """All statements of the recorded request; the rows of the longest answer are the body."""
    rows: list[dict[str, Any]] = []
    with connection.cursor() as cursor:
        for sql, parameters in statements(name):
            cursor.execute(sql, parameters)
            columns = [column[0] for column in cursor.description or ()]
            found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()] if columns else []
            rows = max(rows, found, key=len)
    return answer({"results": rows, "next": None, "previous": None})


def one_row(request: HttpRequest) -> HttpResponse:
    """One read by primary key."""
    with connection.cursor() as cursor:
        cursor.execute(*statements("primary_key")[0])
        row = cursor.fetchone()
    return answer({"results": [], "next_after": str(row[0]), "has_more": False})


def answer(body: Any) -> HttpResponse:
    content = orjson.dumps(body, option=orjson.OPT_UTC_Z, default=str)
    return HttpResponse(content, content_type="application/json", headers={"Content-Length": str(len(content))})


def same_report(name: str) -> Callable[[HttpRequest], HttpResponse]:
    """The product reads a report in a transaction, for its settings of the session."""
    return transaction.atomic(lambda request: same_sql(request, name))


VIEWS: Final[dict[str, Callable[[HttpRequest], HttpResponse]]] = {
    "/_floor/chats": same_sql,
    "/_floor/primary-key": one_row,
    **{f"/_floor/reports/{name}": same_report(name) for name in REPORTS},
}
