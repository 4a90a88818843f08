"""How often the answers of marketplaces differed from what is documented."""

from __future__ import annotations

from dataclasses import dataclass

from chats.models import ConnectorDrift


@dataclass(frozen=True)
class DriftCount:
    marketplace: str
    kind: str
    where: str
    count: int


def drift_counts() -> list[DriftCount]:
    rows = ConnectorDrift.objects.order_by("marketplace", "kind", "where")
    return [DriftCount(*row) for row in rows.values_list("marketplace", "kind", "where", "count")]
