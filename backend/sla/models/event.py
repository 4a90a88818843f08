"""What happened to a debt that somebody may want to know: each thing once, whoever finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import Workspace


class EventQuerySet(models.QuerySet["Event"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def pending(self) -> Self:
        return self.filter(telling=Event.Telling.PENDING)


class Event(models.Model):
    """`subject` names the debt by the message that opened it, or the window by its end: unlike the row of an
    obligation it survives a recompute. A debt that became due again after its breach was taken back is numbered."""

    class Kind(models.TextChoices):
        WARNING = "obligation.warning", _("due soon")
        BREACHED = "obligation.breached", _("overdue")
        BREACH_REVOKED = "obligation.breach_revoked", _("was not overdue after all")
        WINDOW_CLOSING = "window.closing", _("window closes soon")
        MET = "obligation.met", _("answered in time")
        MET_LATE = "obligation.met_late", _("answered late")
        WAIVED = "obligation.waived", _("no answer needed")
        LOST = "obligation.lost", _("lost")

    class Telling(models.TextChoices):
        PENDING = "pending", _("to be told")
        TOLD = "told", _("told")
        DROPPED = "dropped", _("dropped")
        SILENT = "silent", _("only recorded")

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    chat = models.ForeignKey("chats.Chat", verbose_name=_("chat"), on_delete=models.CASCADE, related_name="+")
    obligation = models.ForeignKey(
        "sla.Obligation",
        verbose_name=_("obligation"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="events",
        help_text=_("Empty once a recompute has replaced it."),
    )
    kind = models.CharField(_("kind"), max_length=32, choices=Kind)
    subject = models.CharField(_("subject"), max_length=80)
    about_at = models.DateTimeField(_("about"), help_text=_("When the answer was due, or the end of the window."))
    threshold_hours = models.PositiveSmallIntegerField(_("hours before"), null=True, blank=True)
    is_late = models.BooleanField(_("late"), default=False, help_text=_("Found long after it happened."))
    telling = models.CharField(_("telling"), max_length=8, choices=Telling, default=Telling.PENDING)
    drop_reason = models.CharField(_("why it was dropped"), max_length=32, blank=True)
    created_at = models.DateTimeField(_("found"), default=timezone.now)
    settled_at = models.DateTimeField(_("told or dropped"), null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        db_table = "sla_events"
        verbose_name = _("event of the clock")
        verbose_name_plural = _("events of the clock")
        constraints = [models.UniqueConstraint(fields=["chat", "kind", "subject"], name="sla_event_once")]
        indexes = [
            models.Index(fields=["workspace", "id"], condition=Q(telling="pending"), name="sla_events_to_tell"),
            models.Index(fields=["-created_at", "-id"], name="sla_events_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of chat {self.chat_id}"


ALERTS = (Event.Kind.WARNING, Event.Kind.BREACHED, Event.Kind.WINDOW_CLOSING)
"""What a member chooses from; a revocation follows whoever was told of the breach."""
