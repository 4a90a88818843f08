"""Where the sync of one chat account stands: leases, freshness, failures, import progress."""

from __future__ import annotations

from django.db import models


class SyncState(models.Model):
    class ImportState(models.TextChoices):
        PENDING = "pending"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    class SweepScope(models.TextChoices):
        OPEN = "open"
        ALL = "all"

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
    list_loops = models.PositiveBigIntegerField(default=0, help_text="Walks ended by a list that led back to itself.")

    import_state = models.CharField(max_length=12, choices=ImportState, default=ImportState.PENDING)
    import_cursor = models.TextField(blank=True)
    import_anchor = models.TextField(blank=True, default="", help_text="An earlier cursor, to notice a circle by.")
    import_pages = models.PositiveIntegerField(default=0)
    import_since = models.DateTimeField(null=True, blank=True, help_text="Messages older than this stay unread.")
    import_chats_done = models.PositiveIntegerField(default=0)
    import_chats_total = models.PositiveIntegerField(null=True, blank=True)
    import_chats_counted = models.PositiveIntegerField(default=0, help_text="Counted ahead of the import so far.")
    import_count_cursor = models.TextField(blank=True, default="")
    import_started_at = models.DateTimeField(null=True, blank=True)
    import_finished_at = models.DateTimeField(null=True, blank=True)

    next_sweep_at = models.DateTimeField(null=True, blank=True, help_text="Of the open chats.")
    next_full_sweep_at = models.DateTimeField(null=True, blank=True, help_text="Of all chats.")
    sweep_scope = models.CharField(
        max_length=8, choices=SweepScope, blank=True, default="", help_text="Of the sweep under way; empty without one."
    )
    sweep_cursor = models.TextField(blank=True, default="")
    sweep_anchor = models.TextField(blank=True, default="", help_text="An earlier cursor, to notice a circle by.")
    sweep_pages = models.PositiveIntegerField(default=0)
    sweep_started_at = models.DateTimeField(null=True, blank=True)
    swept_at = models.DateTimeField(null=True, blank=True, help_text="Start of the last complete sweep of open chats.")
    fully_swept_at = models.DateTimeField(null=True, blank=True, help_text="The same of all chats.")

    class Meta:
        db_table = "chat_sync_state"

    def __str__(self) -> str:
        return f"sync state of account {self.chat_account_id}"
