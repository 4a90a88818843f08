"""Where the answers of a marketplace differ from what is documented: one row per kind and place."""

from __future__ import annotations

from django.db import models


class ConnectorDrift(models.Model):
    marketplace = models.CharField(max_length=32)
    kind = models.CharField(max_length=32)
    where = models.CharField(max_length=120, help_text="Method or field.")
    sample = models.CharField(max_length=200, blank=True, help_text="The first one seen, masked.")
    count = models.PositiveBigIntegerField(default=0)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "connector_drift"
        constraints = [
            models.UniqueConstraint(fields=["marketplace", "kind", "where"], name="connector_drift_once_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.marketplace}: {self.kind} at {self.where}"
