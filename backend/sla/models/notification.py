"""What a member is shown in the product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sla.models.event import Event

if TYPE_CHECKING:
    from accounts.models import Membership


class Told(models.Model):
    """The content of one message to one reader: a single event, or several as a digest."""

    class Kind(models.TextChoices):
        WARNING = Event.Kind.WARNING.value, Event.Kind.WARNING.label
        BREACHED = Event.Kind.BREACHED.value, Event.Kind.BREACHED.label
        BREACH_REVOKED = Event.Kind.BREACH_REVOKED.value, Event.Kind.BREACH_REVOKED.label
        WINDOW_CLOSING = Event.Kind.WINDOW_CLOSING.value, Event.Kind.WINDOW_CLOSING.label
        DIGEST = "digest", _("digest")
        TEST = "test", _("test")

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=32, choices=Kind)
    chat = models.ForeignKey(
        "chats.Chat", verbose_name=_("chat"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    event_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    is_late = models.BooleanField(_("late"), default=False)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        abstract = True


class NotificationQuerySet(models.QuerySet["Notification"]):
    def of_member(self, membership: Membership) -> Self:
        return self.filter(membership=membership)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notification(Told):
    membership = models.ForeignKey(
        "accounts.Membership", verbose_name=_("member"), on_delete=models.CASCADE, related_name="+"
    )
    about_at = models.DateTimeField(_("about"), null=True, blank=True)
    threshold_hours = models.PositiveSmallIntegerField(_("hours before"), null=True, blank=True)
    counts = models.JSONField(_("events by kind"), default=dict)
    is_stale = models.BooleanField(_("data were old"), default=False)
    is_quiet = models.BooleanField(_("in quiet hours"), default=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        db_table = "notifications"
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [
            models.Index(fields=["membership", "-created_at", "-id"], name="notifications_newest_first"),
            models.Index(fields=["membership", "id"], condition=Q(read_at=None), name="notifications_unread"),
            models.Index(fields=["created_at"], name="notifications_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to member {self.membership_id}"
