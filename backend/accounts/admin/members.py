from django.contrib import admin
from unfold.admin import ModelAdmin

from accounts.admin.audited import AuditedForms
from accounts.models import Membership


@admin.register(Membership)
class MembershipAdmin(AuditedForms, ModelAdmin):  # type: ignore[misc]
    audited_as = "member"
    list_display = ("user", "workspace", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user", "workspace")
    search_fields = ("user__email", "user__name", "workspace__name", "workspace__slug")
    autocomplete_fields = ("user", "workspace")
    readonly_fields = ("created_at",)
