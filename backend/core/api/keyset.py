"""Reading a table page by page by the values of its order, so that page 1 000 costs what page 1 costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

from core.api.cursor import Cursor, InvalidCursor

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Column:
    """A column of the order. Only the first may be nullable; its empty rows come last in either direction."""

    name: str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True)
class Keyset:
    columns: tuple[Column, ...]

    @classmethod
    def by(cls, *columns: Column) -> "Keyset":
        """Order by these columns; the id settles ties, in the direction of the last of them."""
        return cls((*columns, Column("id", descending=columns[-1].descending if columns else False)))

    @property
    def name(self) -> str:
        return ",".join(("-" if column.descending else "") + column.name for column in self.columns)

    def cursor(self, row: Model, *, backward: bool) -> Cursor:
        return Cursor(self.name, backward, [getattr(row, column.name) for column in self.columns])

    def read(self, queryset: QuerySet[Row], *, cursor: Cursor | None, count: int) -> list[Row]:
        """Up to `count` rows after the cursor, in reading direction.

        Empty and filled rows of a nullable column are asked for apart: one range each, which an index serves.
        """
        backward = cursor is not None and cursor.backward
        values = self._values(queryset, cursor) if cursor else None
        order = [_order(column, backward=backward) for column in self.columns]
        first = self.columns[0]
        if not first.nullable:
            place = Q() if values is None else _after(self.columns, values, backward=backward)
            return list(queryset.filter(place).order_by(*order)[:count])

        rows: list[Row] = []
        parts = [True, False] if backward else [False, True]
        if values is not None:
            parts = parts[parts.index(values[0] is None) :]
        for number, empty in enumerate(parts):
            place = Q(**{f"{first.name}__isnull": empty})
            if values is not None and number == 0:
                columns, rest = (self.columns[1:], values[1:]) if empty else (self.columns, values)
                place &= _after(columns, rest, backward=backward)
            rows += queryset.filter(place).order_by(*order)[: count - len(rows)]
            if len(rows) == count:
                break
        return rows

    def _values(self, queryset: QuerySet[Row], cursor: Cursor) -> list[Any]:
        if cursor.order != self.name or len(cursor.values) != len(self.columns):
            raise InvalidCursor
        values = []
        for column, raw in zip(self.columns, cursor.values, strict=True):
            if raw is None and not column.nullable:
                raise InvalidCursor
            field: Field[Any, Any] = queryset.model._meta.get_field(column.name)  # type: ignore[assignment]
            try:
                values.append(field.to_python(raw))
            except (ValidationError, ValueError, TypeError):
                raise InvalidCursor from None
        return values


def _order(column: Column, *, backward: bool) -> OrderBy:
    field = F(column.name)
    if column.descending == backward:
        return field.asc(nulls_first=True) if column.nullable and backward else field.asc()
    if column.nullable:
        return field.desc(nulls_first=True) if backward else field.desc(nulls_last=True)
    return field.desc()


def _after(columns: Sequence[Column], values: Sequence[Any], *, backward: bool) -> Q:
    """Behind these values: `a >= x AND (a > x OR a = x AND …)`, whose first half is what the index is entered by."""
    column, value = columns[0], values[0]
    beyond = "lt" if column.descending != backward else "gt"
    behind = Q(**{f"{column.name}__{beyond}": value})
    if len(columns) == 1:
        return behind
    tied = Q(**{column.name: value}) & _after(columns[1:], values[1:], backward=backward)
    return Q(**{f"{column.name}__{beyond}e": value}) & (behind | tied)
