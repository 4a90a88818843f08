"""What the sync did lately and what it met, over all cabinets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet, Sum

from chats.models import ChangeCounter, ConnectorDrift, SyncHour, SyncRun


@dataclass(frozen=True)
class FeedSize:
    numbered: int
    kept: int


def looks_of_hour(*, now: datetime) -> dict[str, int]:
    """Looks since the full hour, by what came of them."""
    rows = SyncHour.objects.filter(hour=_full_hour(now))
    sums: Mapping[str, int | None] = rows.aggregate(
        runs=Sum("runs"), idle=Sum("idle_runs"), skipped=Sum("skipped_runs"), failed=Sum("failed_runs")
    )
    runs, idle, skipped, failed = (sums[name] or 0 for name in ("runs", "idle", "skipped", "failed"))
    return {"stored": runs - idle - failed, "idle": idle, "failed": failed, "skipped": skipped}


def long_runs_of_hour(*, now: datetime) -> dict[tuple[str, str], int]:
    """Imports and sweeps that began since the full hour, by kind and result."""
    rows = SyncRun.objects.filter(started_at__gte=_full_hour(now)).exclude(kind=SyncRun.Kind.LOOK)
    found = rows.values_list("kind", "result").annotate(number=Count("pk")).order_by()
    numbers = {(kind, result): number for kind, result, number in found}
    kinds = [kind for kind in SyncRun.Kind if kind != SyncRun.Kind.LOOK]
    return {
        (kind.value, result.value): numbers.get((kind.value, result.value), 0)
        for kind in kinds
        for result in SyncRun.Result
    }


def feed_size() -> FeedSize:
    """From the counters of the workspaces, not by counting changes: numbers have no gaps."""
    sums = ChangeCounter.objects.aggregate(numbered=Sum("seq"), kept=Sum(F("seq") - F("dropped_up_to")))
    return FeedSize(numbered=sums["numbered"] or 0, kept=sums["kept"] or 0)


def drift_by_kind() -> dict[tuple[str, str], int]:
    rows = ConnectorDrift.objects.values_list("marketplace", "kind").annotate(total=Sum("count")).order_by()
    return {(marketplace, kind): total for marketplace, kind, total in rows}


def latest_drift() -> QuerySet[ConnectorDrift]:
    return ConnectorDrift.objects.order_by("-last_seen_at", "-pk")


def _full_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
