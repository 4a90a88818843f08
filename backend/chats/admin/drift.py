from django.contrib import admin

from chats.models import ConnectorDrift
from core.admin.read_only import ReadOnlyAdmin


@admin.register(ConnectorDrift)
class ConnectorDriftAdmin(ReadOnlyAdmin):
    """Where a marketplace answers otherwise than documented. The sync goes on; the newest kind stands first."""

    list_display = ("kind", "where", "marketplace", "sample", "count", "first_seen_at", "last_seen_at")
    list_filter = ("marketplace", "kind")
    search_fields = ("kind", "where")
    ordering = ("-first_seen_at", "-id")
    fields = readonly_fields = ("marketplace", "kind", "where", "sample", "count", "first_seen_at", "last_seen_at")
