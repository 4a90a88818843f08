"""The figures as PostgreSQL works them out."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Aggregate, Avg, Count, FloatField

from sla.reports import outcomes
from sla.reports.figures import Figures


class Percentile(Aggregate):
    """Between the two nearest values, in proportion; rows without a value do not count."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: str, fraction: float, **extra: Any) -> None:
        super().__init__(expression, fraction=fraction, **extra)


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


def figure_columns(as_of: outcomes.AsOf) -> dict[str, Aggregate]:
    return {
        "n": Count("*"),
        **{name: Count("pk", filter=outcome(as_of)) for name, outcome in _COUNTED.items()},
        "median_seconds": Percentile("reply_seconds", 0.5),
        "p90_seconds": Percentile("reply_seconds", 0.9),
        "mean_seconds": Avg("reply_seconds"),
        "median_working_seconds": Percentile("working_seconds", 0.5),
        "p90_working_seconds": Percentile("working_seconds", 0.9),
        "mean_working_seconds": Avg("working_seconds"),
    }


def figures_of(obligations: Any, *, as_of: outcomes.AsOf) -> Figures:
    """Of all rows of a queryset of obligations."""
    return Figures.from_row(obligations.aggregate(**figure_columns(as_of)))


def figures_by(obligations: Any, *keys: str, as_of: outcomes.AsOf) -> dict[tuple[Any, ...], Figures]:
    """Of the rows of each value of the keys."""
    rows = obligations.order_by().values(*keys).annotate(**figure_columns(as_of)).order_by(*keys)
    return {tuple(row[key] for key in keys): Figures.from_row(row) for row in rows}
