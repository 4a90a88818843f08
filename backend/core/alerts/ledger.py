"""Findings against what is already known: a trouble counts when two rounds in a row saw it, and so does its end."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from core.alerts.kinds import Finding
from core.models import HealthAlert

KEPT: Final = timedelta(days=14)
DROPPED_AT_ONCE: Final = 1000


@transaction.atomic
def write_findings(findings: Mapping[str, Iterable[Finding]], *, now: datetime) -> None:
    """Bring the rows of the kinds that could be judged to what this round saw; other kinds stay as they are."""
    seen = {(kind, found.subject[:100]): found for kind, several in findings.items() for found in several}
    rows = list(HealthAlert.objects.open().filter(kind__in=list(findings)))
    known = {(row.kind, row.subject) for row in rows}
    HealthAlert.objects.bulk_create(
        [
            HealthAlert(kind=kind, subject=subject, label=found.label[:300], since=now)
            for (kind, subject), found in seen.items()
            if (kind, subject) not in known
        ],
        ignore_conflicts=True,
    )
    again = [row for row in rows if (row.kind, row.subject) in seen]
    gone = [row for row in rows if (row.kind, row.subject) not in seen]
    _update([row for row in again if row.confirmed_at is None], confirmed_at=now)
    _update([row for row in again if row.cleared_at is not None], cleared_at=None)
    _update([row for row in gone if row.confirmed_at and row.cleared_at is not None], recovered_at=now)
    _update([row for row in gone if row.confirmed_at and row.cleared_at is None], cleared_at=now)
    HealthAlert.objects.filter(pk__in=[row.pk for row in gone if row.confirmed_at is None]).delete()
    _forget_old(now)


def _update(rows: list[HealthAlert], **values: datetime | None) -> None:
    if rows:
        HealthAlert.objects.filter(pk__in=[row.pk for row in rows]).update(**values)


def _forget_old(now: datetime) -> None:
    old = HealthAlert.objects.filter(recovered_at__lt=now - KEPT).order_by("since").values("pk")[:DROPPED_AT_ONCE]
    HealthAlert.objects.filter(pk__in=old).delete()
