from django.contrib import admin

from chats.models import SyncHour
from core.admin.read_only import ReadOnlyAdmin


@admin.register(SyncHour)
class SyncHourAdmin(ReadOnlyAdmin):
    """What the looks of each hour cost, those that found nothing included."""

    list_display = ("hour", "chat_account", "runs", "idle_runs", "skipped_runs", "failed_runs", "calls")
    list_select_related = ("chat_account",)
    search_fields = ("chat_account__title", "chat_account__external_id")
    ordering = ("-hour", "-id")
    fields = readonly_fields = ("chat_account", "hour", "runs", "idle_runs", "skipped_runs", "failed_runs", "calls")
