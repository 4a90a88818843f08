"""Columns that hold sealed secrets, and sealing them anew when the keys rotate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps

from core.crypto import UnreadableSecret, reseal

SLICE: Final = 500


@dataclass(frozen=True)
class SealedColumn:
    """``model`` is named as `app.Model`; an empty value is no secret."""

    model: str
    name: str


@dataclass
class Resealing:
    """What was found in one column; ``unreadable`` are the ids of rows that none of the keys opens."""

    column: SealedColumn
    current: int = 0
    resealed: int = 0
    unreadable: tuple[int, ...] = ()


_columns: dict[str, SealedColumn] = {}


def register_sealed(model: str, name: str) -> None:
    _columns[f"{model}.{name}"] = SealedColumn(model, name)


def sealed_columns() -> list[SealedColumn]:
    return list(_columns.values())


def reseal_column(column: SealedColumn, *, dry: bool = False) -> Resealing:
    """Bring every secret of the column under the first key; safe beside a running product, and to be repeated.

    A row is written only as long as it holds what was read: a secret that somebody replaces meanwhile stays theirs.
    """
    found = Resealing(column)
    rows = apps.get_model(column.model)._default_manager
    for pk, token in _tokens(rows, column.name):
        try:
            fresh = reseal(token)
        except UnreadableSecret:
            found.unreadable += (pk,)
            continue
        if fresh is None:
            found.current += 1
        elif dry or rows.filter(pk=pk, **{column.name: token}).update(**{column.name: fresh}):
            found.resealed += 1
    return found


def _tokens(rows: Any, name: str) -> Iterator[tuple[int, str]]:
    last = 0
    while page := list(rows.filter(pk__gt=last).exclude(**{name: ""}).order_by("pk").values_list("pk", name)[:SLICE]):
        yield from page
        last = page[-1][0]
