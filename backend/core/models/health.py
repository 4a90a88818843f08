"""What is wrong with the service and who was told of it, kept where a restart does not forget it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HealthAlertQuerySet(models.QuerySet["HealthAlert"]):
    def open(self) -> Self:
        return self.filter(recovered_at=None)

    def confirmed(self) -> Self:
        return self.exclude(confirmed_at=None)

    def untold(self) -> Self:
        """Confirmed and not told, or told and since recovered without a word about that."""
        return self.confirmed().filter(
            Q(told_at=None, recovered_at=None)
            | Q(told_at__isnull=False, recovered_at__isnull=False, recovery_told_at=None)
        )


class HealthAlert(models.Model):
    kind = models.CharField(_("kind"), max_length=32)
    subject = models.CharField(_("subject"), max_length=100, blank=True, help_text=_("Id of what is in trouble."))
    label = models.CharField(_("name"), max_length=300, blank=True, help_text=_("The subject as people know it."))
    since = models.DateTimeField(_("since"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, help_text=_("Seen a second time."))
    cleared_at = models.DateTimeField(_("cleared at"), null=True, blank=True, help_text=_("Not seen any more, once."))
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    recovered_at = models.DateTimeField(_("recovered at"), null=True, blank=True)
    recovery_told_at = models.DateTimeField(_("recovery told at"), null=True, blank=True)

    objects = HealthAlertQuerySet.as_manager()

    class Meta:
        db_table = "health_alerts"
        verbose_name = _("health alert")
        verbose_name_plural = _("health alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(recovered_at=None), name="health_alert_open_once"
            )
        ]
        indexes = [models.Index(fields=["-since"], name="health_alerts_recent")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}".strip()


class HealthRound(models.Model):
    """The one row that says when the service last looked at itself; whoever moves it does the looking."""

    checked_at = models.DateTimeField()

    class Meta:
        db_table = "health_rounds"

    def __str__(self) -> str:
        return f"looked at {self.checked_at:%Y-%m-%d %H:%M:%S}"
