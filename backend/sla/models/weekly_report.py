"""The report that an owner gets by mail on Monday."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class WeeklyReportQuerySet(models.QuerySet["WeeklyReport"]):
    def unsent(self, now: datetime) -> Self:
        """Those that nobody is at: not begun, or left by a process that died or met a mail server that was away."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now), sent_at=None)


class WeeklyReport(models.Model):
    """One mail to one owner; the row is there before the mail leaves, so that a week is told once."""

    membership = models.ForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="+")
    week_date = models.DateField(help_text="The Monday on which it is due, in the zone of the workspace.")
    created_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = WeeklyReportQuerySet.as_manager()

    class Meta:
        db_table = "sla_weekly_reports"
        constraints = [
            models.UniqueConstraint(fields=["membership", "week_date"], name="sla_weekly_report_once"),
        ]
        indexes = [
            models.Index(fields=["week_date"], condition=Q(sent_at=None), name="sla_weekly_reports_unsent"),
        ]

    def __str__(self) -> str:
        return f"report of {self.week_date} for member {self.membership_id}"
