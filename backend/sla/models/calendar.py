"""Working hours of a workspace: a calendar and the versions it has had. A version is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Workspace


class CalendarQuerySet(models.QuerySet["Calendar"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def kept(self) -> Self:
        return self.filter(deleted_at=None)


class Calendar(models.Model):
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    revision = models.PositiveIntegerField(default=1, help_text="Grows with every change of title or hours.")
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CalendarQuerySet] = CalendarQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "sla_calendars"
        indexes = [models.Index(fields=["workspace", "id"], name="sla_calendars_of_workspace")]

    def __str__(self) -> str:
        return self.title


class CalendarVersion(models.Model):
    """Hours as they were from a moment on; the first version also covers all time before it."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    time_zone = models.CharField(max_length=64)
    week = models.JSONField(help_text="Seven lists, Monday first, of [opens, closes] in minutes of the local day.")
    exceptions = models.JSONField(
        default=list, help_text="[{date, title, intervals}]: what opens on that date instead."
    )
    in_force_from = models.DateTimeField()
    author_name = models.CharField(max_length=254, blank=True)

    class Meta:
        db_table = "sla_calendar_versions"
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="sla_calendar_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of calendar {self.calendar_id}"
