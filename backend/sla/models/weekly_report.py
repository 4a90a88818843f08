"""The report that an owner gets by mail on Monday."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WeeklyReportQuerySet(models.QuerySet["WeeklyReport"]):
    def unsent(self, now: datetime) -> Self:
        """Those that nobody is at: not begun, or left by a process that died or met a mail server that was away."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now), sent_at=None)


class WeeklyReport(models.Model):
    """One mail to one owner; the row is there before the mail leaves, so that a week is told once."""

    membership = models.ForeignKey(
        "accounts.Membership", verbose_name=_("member"), on_delete=models.CASCADE, related_name="+"
    )
    week_date = models.DateField(_("week"), help_text="The Monday on which it is due, in the zone of the workspace.")
    created_at = models.DateTimeField(_("created"))
    claimed_until = models.DateTimeField(_("being sent until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = WeeklyReportQuerySet.as_manager()

    class Meta:
        db_table = "sla_weekly_reports"
        verbose_name = _("weekly report")
        verbose_name_plural = _("weekly reports")
        constraints = [
            models.UniqueConstraint(fields=["membership", "week_date"], name="sla_weekly_report_once"),
        ]
        indexes = [
            models.Index(fields=["week_date"], condition=Q(sent_at=None), name="sla_weekly_reports_unsent"),
        ]

    def __str__(self) -> str:
        return f"report of {self.week_date} for member {self.membership_id}"
