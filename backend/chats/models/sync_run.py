"""A recorded attempt to sync; runs that found nothing are only counted per hour."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SyncRun(models.Model):
    class Kind(models.TextChoices):
        LOOK = "look"
        IMPORT = "import"
        SWEEP = "sweep"

    class Result(models.TextChoices):
        OK = "ok"
        PARTIAL = "partial"
        FAILED = "failed"

    chat_account = models.ForeignKey(
        "chats.ChatAccount", verbose_name=_("chat account"), on_delete=models.CASCADE, related_name="sync_runs"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    result = models.CharField(_("result"), max_length=12, choices=Result)
    started_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"))
    calls = models.PositiveIntegerField(_("calls"), default=0)
    chats_stored = models.PositiveIntegerField(_("chats stored"), default=0)
    messages_stored = models.PositiveIntegerField(_("messages stored"), default=0)
    chats_failed = models.PositiveIntegerField(_("chats failed"), default=0)
    error_code = models.CharField(_("code of the error"), max_length=64, blank=True)
    error_detail = models.CharField(
        _("their own words"), max_length=300, blank=True, help_text="The marketplace's own words, masked."
    )

    class Meta:
        db_table = "chat_sync_runs"
        verbose_name = _("sync run")
        verbose_name_plural = _("sync runs")
        indexes = [
            models.Index(fields=["chat_account", "-started_at"], name="chat_sync_runs_recent"),
            models.Index(fields=["started_at"], name="chat_sync_runs_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of account {self.chat_account_id}: {self.result}"


class SyncHour(models.Model):
    """Counts of the looks of one account in one hour, idle ones included."""

    chat_account = models.ForeignKey(
        "chats.ChatAccount", verbose_name=_("chat account"), on_delete=models.CASCADE, related_name="sync_hours"
    )
    hour = models.DateTimeField(_("hour"))
    runs = models.PositiveIntegerField(_("runs"), default=0)
    idle_runs = models.PositiveIntegerField(_("found nothing"), default=0)
    skipped_runs = models.PositiveIntegerField(_("skipped"), default=0)
    failed_runs = models.PositiveIntegerField(_("failed runs"), default=0)
    calls = models.PositiveIntegerField(_("calls"), default=0)

    class Meta:
        db_table = "chat_sync_hours"
        verbose_name = _("hour of looks")
        verbose_name_plural = _("hours of looks")
        constraints = [models.UniqueConstraint(fields=["chat_account", "hour"], name="chat_sync_hour_once")]
        indexes = [models.Index(fields=["hour"], name="chat_sync_hours_by_hour")]

    def __str__(self) -> str:
        return f"looks of account {self.chat_account_id} at {self.hour:%Y-%m-%d %H:00}"
