from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from core.admin.read_only import ReadOnlyAdmin
from sla.hours import text_of
from sla.models import Calendar, CalendarVersion


class CalendarVersionInline(TabularInline):  # type: ignore[misc]
    model = CalendarVersion
    fields = readonly_fields = ("number", "in_force_from", "time_zone", "hours", "exception_count", "author_name")
    ordering = ("-number",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Calendar | None = None) -> bool:
        return False

    @admin.display(description=_("hours, Monday first"))
    def hours(self, version: CalendarVersion) -> str:
        days = [", ".join(f"{text_of(opens)}–{text_of(closes)}" for opens, closes in day) for day in version.week]
        return " | ".join(day or "—" for day in days)

    @admin.display(description=_("exceptions"))
    def exception_count(self, version: CalendarVersion) -> int:
        return len(version.exceptions)


@admin.register(Calendar)
class CalendarAdmin(ReadOnlyAdmin):
    """Owners edit their hours in the product; here staff see which versions there were, and since when."""

    list_display = ("title", "workspace", "revision", "created_at", "deleted_at")
    list_select_related = ("workspace",)
    search_fields = ("title", "workspace__name", "workspace__slug")
    ordering = ("-pk",)
    fields = readonly_fields = ("workspace", "title", "revision", "created_at", "deleted_at")
    inlines = (CalendarVersionInline,)
