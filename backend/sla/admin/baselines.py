from django.contrib import admin

from core.admin.read_only import ReadOnlyAdmin
from sla.models import Baseline


@admin.register(Baseline)
class BaselineAdmin(ReadOnlyAdmin):
    """What the results are compared with, and when it was frozen and measured; its figures stand in the product."""

    list_display = ("chat_account", "workspace", "starts_at", "ends_at", "sample_size", "frozen_at", "measured_at")
    list_select_related = ("workspace", "chat_account")
    search_fields = ("chat_account__title", "=chat_account__external_id", "workspace__name", "workspace__slug")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "workspace",
        "chat_account",
        "starts_at",
        "ends_at",
        "sample_size",
        "frozen_at",
        "measured_at",
    )
