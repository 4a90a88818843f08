"""What a member wants to be told, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.models.quiet_hours import QuietHours

if TYPE_CHECKING:
    from accounts.models import Workspace


class NotificationSettingsQuerySet(models.QuerySet["NotificationSettings"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(membership__workspace=workspace)


class NotificationSettings(QuietHours):
    """A member without a row has the defaults of the role."""

    membership = models.OneToOneField(
        "accounts.Membership",
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="notification_settings",
    )
    spa_events = ArrayField(models.CharField(max_length=32), verbose_name=_("in the product"), default=list, blank=True)
    email_events = ArrayField(models.CharField(max_length=32), verbose_name=_("by e-mail"), default=list, blank=True)
    sound = models.BooleanField(_("sound"), default=False)
    browser = models.BooleanField(_("notifications of the browser"), default=False)
    weekly_report = models.BooleanField(_("weekly report by e-mail"), default=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = NotificationSettingsQuerySet.as_manager()

    class Meta(QuietHours.Meta):
        db_table = "notification_settings"
        verbose_name = _("notification settings")
        verbose_name_plural = _("notification settings")

    def __str__(self) -> str:
        return f"notification settings of member {self.membership_id}"
