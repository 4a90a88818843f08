from django.contrib import admin
from unfold.admin import ModelAdmin

from accounts.models import Membership


@admin.register(Membership)
class MembershipAdmin(ModelAdmin):  # type: ignore[misc]
    list_display = ("user", "workspace", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "workspace")
    search_fields = ("user__email", "user__name", "workspace__name", "workspace__slug")
    autocomplete_fields = ("user", "workspace")
    readonly_fields = ("created_at",)
