from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from core.alerts.kinds import title_of
from core.models import HealthAlert


@admin.register(HealthAlert)
class HealthAlertAdmin(ModelAdmin):  # type: ignore[misc]
    """What was and is wrong with the service; the service writes it."""

    list_display = ("title", "label", "since", "confirmed_at", "told_at", "recovered_at")
    list_filter = ("kind", ("recovered_at", admin.EmptyFieldListFilter))
    search_fields = ("subject", "label")
    ordering = ("-since", "-id")
    show_full_result_count = False
    fields = readonly_fields = (
        "title",
        "subject",
        "label",
        "since",
        "confirmed_at",
        "told_at",
        "cleared_at",
        "recovered_at",
        "recovery_told_at",
    )

    @admin.display(description=_("kind"), ordering="kind")
    def title(self, alert: HealthAlert) -> str:
        return title_of(alert.kind)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
