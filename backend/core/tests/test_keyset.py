from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounts.models import ApiKey, Workspace
from accounts.tests.factories import make_workspace
from core.api.cursor import Cursor, InvalidCursor
from core.api.keyset import Column, Keyset

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
KEYSETS = [
    Keyset.by(Column("created_at", descending=True)),
    Keyset.by(Column("name")),
    Keyset.by(Column("expires_at", nullable=True)),
    Keyset.by(Column("expires_at", descending=True, nullable=True)),
    Keyset.by(Column("expires_at", nullable=True), Column("name", descending=True)),
]


def fill(workspace: Workspace, ends: list[int | None]) -> None:
    """Keys with these expiry minutes; equal ones tie on purpose."""
    ApiKey.objects.bulk_create(
        ApiKey(
            workspace=workspace,
            name=f"ключ {number % 3}",
            prefix=f"k{number}",
            digest="",
            scopes=[],
            expires_at=None if minute is None else NOW + timedelta(minutes=minute),
        )
        for number, minute in enumerate(ends)
    )


def in_order(keyset: Keyset) -> list[int]:
    order = [
        models.F(column.name).desc(nulls_last=True) if column.descending else models.F(column.name).asc(nulls_last=True)
        for column in keyset.columns
    ]
    return list(ApiKey.objects.order_by(*order).values_list("pk", flat=True))


def walk(keyset: Keyset, *, size: int, backward: bool) -> list[int]:
    """All ids, page by page, from the end that the direction begins at."""
    found: list[int] = []
    cursor: Cursor | None = None
    if backward:
        rows = keyset.read(ApiKey.objects.all(), cursor=None, count=1_000)
        if not rows:
            return []
        found, cursor = [rows[-1].pk], keyset.cursor(rows[-1], backward=True)
    for _page in range(100):
        rows = keyset.read(ApiKey.objects.all(), cursor=cursor, count=size)
        if not rows:
            break
        found += [row.pk for row in rows]
        cursor = Cursor.decode(keyset.cursor(rows[-1], backward=backward).encode())
    return found[::-1] if backward else found


@pytest.mark.parametrize("keyset", KEYSETS, ids=lambda keyset: keyset.name)
@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.none() | st.integers(0, 3), max_size=12), size=st.integers(1, 5))
def test_pages_hold_every_row_once_and_in_order_both_ways(
    db: None, keyset: Keyset, ends: list[int | None], size: int
) -> None:
    ApiKey.objects.all().delete()
    fill(make_workspace(), ends)

    forward = walk(keyset, size=size, backward=False)
    backward = walk(keyset, size=size, backward=True)

    assert forward == backward == in_order(keyset)


def test_a_row_added_before_the_cursor_is_neither_seen_twice_nor_shifts_the_page(workspace: Workspace) -> None:
    keyset = Keyset.by(Column("expires_at", nullable=True))
    fill(workspace, [10, 20, 30])
    first = keyset.read(ApiKey.objects.all(), cursor=None, count=1)
    ApiKey.objects.create(workspace=workspace, name="новый", prefix="new", digest="", scopes=[], expires_at=NOW)

    second = keyset.read(ApiKey.objects.all(), cursor=keyset.cursor(first[0], backward=False), count=1)

    assert second[0].expires_at == NOW + timedelta(minutes=20)


def test_a_page_over_a_nullable_column_costs_two_queries_at_most(workspace: Workspace) -> None:
    keyset = Keyset.by(Column("expires_at", nullable=True))
    fill(workspace, [1, 2, None, None])

    with CaptureQueriesContext(connection) as within:
        keyset.read(ApiKey.objects.all(), cursor=None, count=2)
    with CaptureQueriesContext(connection) as across:
        keyset.read(ApiKey.objects.all(), cursor=None, count=3)

    assert (len(within), len(across)) == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "%%%",
        "W10",
        Cursor("name", False, []).encode(),
        Cursor("-created_at,-id", False, ["2026-03-01T12:00:00+00:00"]).encode(),
        Cursor("-created_at,-id", False, ["yesterday", 1]).encode(),
        Cursor("-created_at,-id", False, [None, 1]).encode(),
        Cursor("-created_at,-id", False, [{"a": 1}, 1]).encode(),
        Cursor("-created_at,-id", False, ["2026-03-01T12:00:00+00:00", [1]]).encode(),
    ],
)
def test_a_cursor_of_something_else_is_refused(workspace: Workspace, text: str) -> None:
    with pytest.raises(InvalidCursor):
        KEYSETS[0].read(ApiKey.objects.all(), cursor=Cursor.decode(text), count=1)
