"""Where the sync of one chat account stands: leases, freshness, failures, import progress."""

from __future__ import annotations

from django.db import models


class SyncState(models.Model):
    class ImportState(models.TextChoices):
        PENDING = "pending"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    chat_account = models.OneToOneField("chats.ChatAccount", on_delete=models.CASCADE, related_name="sync_state")

    look_owner = models.UUIDField(null=True, blank=True)
    look_until = models.DateTimeField(null=True, blank=True)
    bulk_owner = models.UUIDField(null=True, blank=True)
    bulk_until = models.DateTimeField(null=True, blank=True)

    fresh_at = models.DateTimeField(null=True, blank=True, help_text="Start of the last complete quick look.")
    next_attempt_at = models.DateTimeField(null=True, blank=True, help_text="No call before this moment.")
    failures_in_row = models.PositiveIntegerField(default=0)
    last_error_code = models.CharField(max_length=64, blank=True)
    last_error_at = models.DateTimeField(null=True, blank=True)

    looks_skipped = models.PositiveBigIntegerField(default=0, help_text="Looks that met a running one.")
    page_limits_hit = models.PositiveBigIntegerField(default=0)

    import_state = models.CharField(max_length=12, choices=ImportState, default=ImportState.PENDING)
    import_cursor = models.TextField(blank=True)
    import_since = models.DateTimeField(null=True, blank=True, help_text="Messages older than this stay unread.")
    import_chats_done = models.PositiveIntegerField(default=0)
    import_chats_total = models.PositiveIntegerField(null=True, blank=True)
    import_started_at = models.DateTimeField(null=True, blank=True)
    import_finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "chat_sync_state"

    def __str__(self) -> str:
        return f"sync state of account {self.chat_account_id}"
