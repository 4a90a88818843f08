from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from accounts.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ModelAdmin):  # type: ignore[misc]
    """The log is read here and changed nowhere. It may tell of what is gone, so it shows the copied names and ids."""

    list_display = ("at", "actor_name", "action", "object_kind", "object_id", "workspace_id", "ip")
    list_filter = ("action",)
    search_fields = ("actor_name", "object_id")
    date_hierarchy = "at"
    fields = readonly_fields = (
        "at",
        "actor_kind",
        "actor_name",
        "action",
        "object_kind",
        "object_id",
        "workspace_id",
        "details",
        "ip",
    )
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
