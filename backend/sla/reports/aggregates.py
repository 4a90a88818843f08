"""The figures as PostgreSQL works them out: all that one report shows in one pass over the obligations.

The ORM knows no grouping sets, so the rows are chosen by a queryset and only what is counted over them is written here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from sla.reports import outcomes
from sla.reports.figures import Figures
from sla.reports.sorting import roomy_sorting

_COUNTED: Final[dict[str, outcomes.Outcome]] = {
    "answered": outcomes.answered,
    "met": outcomes.met,
    "met_late": outcomes.met_late,
    "lost": outcomes.lost,
    "waived": outcomes.waived,
    "closed_unanswered": outcomes.closed_unanswered,
    "open": outcomes.still_open,
    "missed": outcomes.missed,
    "never_answered": outcomes.never_answered,
    "within_24h": outcomes.within_24h,
}
_FIGURES: Final = ", ".join(
    [
        "count(*) AS n",
        *(f'count(*) FILTER (WHERE is_{name}) AS "{name}"' for name in _COUNTED),
        *(
            f"percentile_cont(0.5) WITHIN GROUP (ORDER BY {column}) AS median_{name},"
            f" percentile_cont(0.9) WITHIN GROUP (ORDER BY {column}) AS p90_{name}, avg({column}) AS mean_{name}"
            for column, name in (("reply_seconds", "seconds"), ("working_seconds", "working_seconds"))
        ),
    ]
)

_KEY: Final = "key, grouping(key) = 0 AS of_key"
_NO_KEY: Final = "false AS of_key"


@dataclass(frozen=True, slots=True)
class Aggregates:
    """Of all, of each kind, and of each value of the key, in its order."""

    total: Figures = field(default_factory=Figures)
    by_kind: dict[str, Figures] = field(default_factory=dict)
    by_key: dict[Any, Figures] = field(default_factory=dict)


def aggregate(obligations: QuerySet[Any], *, as_of: outcomes.AsOf, key: Any = None) -> Aggregates:
    """`key` is an expression over an obligation."""
    found = Aggregates()
    for row in _rows(obligations, as_of=as_of, key=key):
        figures = Figures.from_row(row)
        if row["of_kind"]:
            found.by_kind[row["kind"]] = figures
        elif row["of_key"]:
            found.by_key[row["key"]] = figures
        else:
            found = Aggregates(figures, found.by_kind, found.by_key)
    return found


def _rows(obligations: QuerySet[Any], *, as_of: outcomes.AsOf, key: Any) -> list[dict[str, Any]]:
    flags = {
        f"is_{name}": ExpressionWrapper(outcome(as_of), output_field=BooleanField())
        for name, outcome in _COUNTED.items()
    }
    keyed = obligations.order_by().annotate(**flags, **({} if key is None else {"key": key}))
    columns = ["kind", "reply_seconds", "working_seconds", *flags, *([] if key is None else ["key"])]
    try:
        chosen, parameters = keyed.values(*columns).query.sql_with_params()
    except EmptyResultSet:
        return []
    statement = (
        f"SELECT kind, grouping(kind) = 0 AS of_kind, {_KEY if key is not None else _NO_KEY}, {_FIGURES}"  # noqa: S608
        f" FROM ({chosen}) AS chosen GROUP BY GROUPING SETS ((), (kind){', (key)' if key is not None else ''})"
        f" ORDER BY kind{', key' if key is not None else ''}"
    )
    with roomy_sorting(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
