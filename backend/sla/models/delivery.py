"""What leaves the product for a reader: the outbox of notifications, and its log."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sla.models.notification import Told

if TYPE_CHECKING:
    from accounts.models import Membership, Workspace


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, membership: Membership) -> Self:
        """One's own; an owner sees those of the workspace as well, which have no member."""
        visible = Q(membership=membership)
        if membership.is_owner:
            visible |= Q(membership=None)
        return self.filter(visible, workspace=membership.workspace_id)

    def to_reader(self, *, workspace: Workspace | int, membership: Membership | int | None, channel: str) -> Self:
        return self.filter(workspace=workspace, membership=membership, channel=channel)

    def due(self, now: datetime) -> Self:
        return self.filter(state=Delivery.State.QUEUED, next_attempt_at__lte=now)


class Delivery(Told):
    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        TELEGRAM = "telegram", _("Telegram")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("dropped")

    membership = models.ForeignKey(
        "accounts.Membership",
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the workspace itself."),
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    reason = models.CharField(_("reason"), max_length=64, blank=True, help_text=_("Code from the error table."))
    detail = models.CharField(_("their own words"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    claim = models.UUIDField(null=True, blank=True, help_text=_("Equal in rows that left as one message."))
    claimed_at = models.DateTimeField(_("attempt began"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        db_table = "notification_deliveries"
        verbose_name = _("delivery of a notification")
        verbose_name_plural = _("deliveries of notifications")
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="deliveries_due"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="deliveries_in_flight"),
            models.Index(fields=["workspace", "-created_at", "-id"], name="deliveries_newest_first"),
            models.Index(fields=["created_at"], name="deliveries_by_age"),
            GinIndex(fields=["event_ids"], name="deliveries_by_event"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}: {self.state}"
