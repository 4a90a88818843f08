"""Working hours of a workspace: a calendar and the versions it has had. A version is never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import Workspace


class CalendarQuerySet(models.QuerySet["Calendar"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def kept(self) -> Self:
        return self.filter(deleted_at=None)


class Calendar(models.Model):
    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(_("called"), max_length=200)
    revision = models.PositiveIntegerField(
        _("revision"), default=1, help_text="Grows with every change of title or hours."
    )
    created_at = models.DateTimeField(_("created"))
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True)

    objects: ClassVar[CalendarQuerySet] = CalendarQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "sla_calendars"
        verbose_name = _("working hours")
        verbose_name_plural = _("working hours")
        indexes = [models.Index(fields=["workspace", "id"], name="sla_calendars_of_workspace")]

    def __str__(self) -> str:
        return self.title


class CalendarVersion(models.Model):
    """Hours as they were from a moment on; the first version also covers all time before it."""

    calendar = models.ForeignKey(
        Calendar, verbose_name=_("working hours"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("ordinal number"))
    time_zone = models.CharField(_("time zone"), max_length=64)
    week = models.JSONField(
        _("week"), help_text="Seven lists, Monday first, of [opens, closes] in minutes of the local day."
    )
    exceptions = models.JSONField(
        _("other days"), default=list, help_text="[{date, title, intervals}]: what opens on that date instead."
    )
    in_force_from = models.DateTimeField(_("in force from"))
    author_name = models.CharField(_("author"), max_length=254, blank=True)

    class Meta:
        db_table = "sla_calendar_versions"
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="sla_calendar_version_numbered_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of calendar {self.calendar_id}"
