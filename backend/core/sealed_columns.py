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
    """``model`` is named as `app.Model`; an empty value is no secret. With ``key`` the column holds JSON, and the
    secret stands under that key, where there is one."""

    model: str
    name: str
    key: str = ""

    def secret_in(self, value: Any) -> str:
        return str(value[self.key]) if self.key else str(value)

    def with_secret(self, value: Any, secret: str) -> Any:
        return {**value, self.key: secret} if self.key else secret

    def filled(self, rows: Any) -> Any:
        return rows.filter(**{f"{self.name}__has_key": self.key}) if self.key else rows.exclude(**{self.name: ""})


@dataclass
class Resealing:
    """What was found in one column; ``unreadable`` are the ids of rows that none of the keys opens."""

    column: SealedColumn
    current: int = 0
    resealed: int = 0
    unreadable: tuple[int, ...] = ()


_columns: dict[str, SealedColumn] = {}


def register_sealed(model: str, name: str, key: str = "") -> None:
    _columns[f"{model}.{name}.{key}"] = SealedColumn(model, name, key)


def sealed_columns() -> list[SealedColumn]:
    return list(_columns.values())


def reseal_column(column: SealedColumn, *, dry: bool = False) -> Resealing:
    """Bring every secret of the column under the first key; safe beside a running product, and to be repeated.

    A row is written only as long as it holds what was read: a secret that somebody replaces meanwhile stays theirs.
    """
    found = Resealing(column)
    rows = apps.get_model(column.model)._default_manager
    for pk, value in _values(column.filled(rows), column.name):
        try:
            fresh = reseal(column.secret_in(value))
        except UnreadableSecret:
            found.unreadable += (pk,)
            continue
        if fresh is None:
            found.current += 1
        elif dry or rows.filter(pk=pk, **{column.name: value}).update(
            **{column.name: column.with_secret(value, fresh)}
        ):
            found.resealed += 1
    return found


def _values(rows: Any, name: str) -> Iterator[tuple[int, Any]]:
    last = 0
    while page := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", name)[:SLICE]):
        yield from page
        last = page[-1][0]
