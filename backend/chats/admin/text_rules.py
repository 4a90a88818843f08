from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin

from accounts.actor import Actor
from chats.models import TextRules
from chats.services.text_rules import FIELDS, change_text_rules


@admin.register(TextRules)
class TextRulesAdmin(ModelAdmin):  # type: ignore[misc]
    """The lists of one workspace, which its owners edit in the product; a change here is a version like theirs."""

    list_display = ("workspace", "refuse_contacts", "revision", "changed_by", "updated_at")
    list_filter = ("refuse_contacts",)
    list_select_related = ("workspace",)
    search_fields = ("workspace__name", "workspace__slug")
    ordering = ("workspace__name", "pk")
    fields = ("workspace", *FIELDS, "revision", "changed_by", "updated_at")
    readonly_fields = ("workspace", "revision", "changed_by", "updated_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: Any, obj: TextRules, form: Any, change: bool) -> None:
        changed = {name: form.cleaned_data[name] for name in form.changed_data if name in FIELDS}
        change_text_rules(
            workspace=obj.workspace,
            actor=Actor.for_user(request.user),
            change=changed,
            expected=None,
            now=timezone.now(),
        )
