from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin

from accounts.admin.actors import staff_of
from accounts.models import ApiKey
from accounts.services.api_keys import revoke_api_key
from core.api.client import client_ip


@admin.register(ApiKey)
class ApiKeyAdmin(ModelAdmin):  # type: ignore[misc]
    """Keys are issued by their owners; staff may look at them and revoke them."""

    list_display = ("name", "prefix", "workspace", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("workspace",)
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("name", "prefix", "workspace__name", "workspace__slug")
    fields = readonly_fields = (
        "workspace",
        "name",
        "prefix",
        "scopes",
        "chat_account_ids",
        "networks",
        "created_by",
        "created_at",
        "last_used_at",
        "expires_at",
        "replaces",
        "replaced_at",
        "revoked_at",
    )
    actions = ("revoke",)

    @admin.action(description=_("Revoke the chosen keys"), permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiKey]) -> None:
        keys = list(queryset.filter(revoked_at=None).select_related("workspace"))
        for api_key in keys:
            revoke_api_key(api_key=api_key, author=staff_of(request), now=timezone.now(), ip=client_ip(request))
        text = ngettext("%(count)d key revoked.", "%(count)d keys revoked.", len(keys)) % {"count": len(keys)}
        self.message_user(request, text, messages.SUCCESS)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
