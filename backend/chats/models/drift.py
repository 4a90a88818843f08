"""Where the answers of a marketplace differ from what is documented: one row per kind and place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConnectorDrift(models.Model):
    marketplace = models.CharField(_("marketplace"), max_length=32)
    kind = models.CharField(_("kind"), max_length=32)
    where = models.CharField(_("where"), max_length=120, help_text="Method or field.")
    sample = models.CharField(_("sample"), max_length=200, blank=True, help_text="The first one seen, masked.")
    count = models.PositiveBigIntegerField(_("times"), default=0)
    first_seen_at = models.DateTimeField(_("first seen"))
    last_seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        db_table = "connector_drift"
        verbose_name = _("change of a marketplace's answers")
        verbose_name_plural = _("changes of a marketplace's answers")
        constraints = [
            models.UniqueConstraint(fields=["marketplace", "kind", "where"], name="connector_drift_once_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.marketplace}: {self.kind} at {self.where}"
