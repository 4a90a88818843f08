"""The one Telegram chat of a workspace that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from sla.models.quiet_hours import QuietHours

if TYPE_CHECKING:
    from accounts.models import Workspace


class TelegramChannelQuerySet(models.QuerySet["TelegramChannel"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)


class TelegramChannel(QuietHours):
    workspace = models.OneToOneField(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="telegram_channel"
    )
    token = models.TextField(editable=False, help_text=_("Of the bot, encrypted."))
    token_hint = models.CharField(_("token ends with"), max_length=8)
    chat_id = models.CharField(_("Telegram chat"), max_length=64)
    events = ArrayField(models.CharField(max_length=32), verbose_name=_("events"), default=list, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=User.Language.choices, default=User.Language.RUSSIAN
    )
    last_sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    last_error_at = models.DateTimeField(_("last failure"), null=True, blank=True)
    last_error_code = models.CharField(_("reason"), max_length=64, blank=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = TelegramChannelQuerySet.as_manager()

    class Meta(QuietHours.Meta):
        db_table = "telegram_channels"
        verbose_name = _("Telegram channel")
        verbose_name_plural = _("Telegram channels")

    def __str__(self) -> str:
        return f"Telegram of workspace {self.workspace_id}"
