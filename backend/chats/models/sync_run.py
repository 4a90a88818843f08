"""A recorded attempt to sync; runs that found nothing are only counted per hour."""

from __future__ import annotations

from django.db import models


class SyncRun(models.Model):
    class Kind(models.TextChoices):
        LOOK = "look"
        IMPORT = "import"
        SWEEP = "sweep"

    class Result(models.TextChoices):
        OK = "ok"
        PARTIAL = "partial"
        FAILED = "failed"

    chat_account = models.ForeignKey("chats.ChatAccount", on_delete=models.CASCADE, related_name="sync_runs")
    kind = models.CharField(max_length=12, choices=Kind)
    result = models.CharField(max_length=12, choices=Result)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    calls = models.PositiveIntegerField(default=0)
    chats_stored = models.PositiveIntegerField(default=0)
    messages_stored = models.PositiveIntegerField(default=0)
    chats_failed = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=64, blank=True)
    error_detail = models.CharField(max_length=300, blank=True, help_text="The marketplace's own words, masked.")

    class Meta:
        db_table = "chat_sync_runs"
        indexes = [
            models.Index(fields=["chat_account", "-started_at"], name="chat_sync_runs_recent"),
            models.Index(fields=["started_at"], name="chat_sync_runs_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of account {self.chat_account_id}: {self.result}"


class SyncHour(models.Model):
    """Counts of the looks of one account in one hour, idle ones included."""

    chat_account = models.ForeignKey("chats.ChatAccount", on_delete=models.CASCADE, related_name="sync_hours")
    hour = models.DateTimeField()
    runs = models.PositiveIntegerField(default=0)
    idle_runs = models.PositiveIntegerField(default=0)
    skipped_runs = models.PositiveIntegerField(default=0)
    failed_runs = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "chat_sync_hours"
        constraints = [models.UniqueConstraint(fields=["chat_account", "hour"], name="chat_sync_hour_once")]
        indexes = [models.Index(fields=["hour"], name="chat_sync_hours_by_hour")]

    def __str__(self) -> str:
        return f"looks of account {self.chat_account_id} at {self.hour:%Y-%m-%d %H:00}"
