from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from core.admin.read_only import ReadOnlyAdmin
from sla.models import Policy, PolicyVersion, Recompute


class PolicyVersionInline(TabularInline):  # type: ignore[misc]
    model = PolicyVersion
    fields = readonly_fields = (
        "number",
        "in_force_from",
        "first_minutes",
        "next_minutes",
        "warn_percent",
        "calendar",
        "author_name",
    )
    ordering = ("-number",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False


class RecomputeInline(TabularInline):  # type: ignore[misc]
    """One that is not finished and does not move is taken up again within seconds."""

    model = Recompute
    fields = readonly_fields = ("at", "changes", "finished_at", "author_name")
    ordering = ("-pk",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Policy | None = None) -> bool:
        return False


@admin.register(Policy)
class PolicyAdmin(ReadOnlyAdmin):
    """Owners set their targets in the product; here staff see what was in force, and since when."""

    list_display = ("reach", "workspace", "revision", "created_at", "deleted_at")
    list_filter = ("scope",)
    list_select_related = ("workspace", "chat_account")
    search_fields = ("workspace__name", "workspace__slug", "chat_account__title")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "workspace",
        "scope",
        "marketplace",
        "chat_account",
        "revision",
        "created_at",
        "deleted_at",
        "recomputed_at",
    )
    inlines = (PolicyVersionInline, RecomputeInline)

    @admin.display(description=_("for"), ordering="scope")
    def reach(self, policy: Policy) -> str:
        if policy.chat_account is not None:
            return str(policy.chat_account)
        return policy.marketplace or str(_("the whole workspace"))
