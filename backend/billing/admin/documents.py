from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin

from accounts.admin.actors import staff_of
from billing.models import Document
from billing.services.documents import change_document
from core.api.client import client_ip


@admin.register(Document)
class DocumentAdmin(ModelAdmin):  # type: ignore[misc]
    """What binds us in public: each save is a new revision, and the audit log keeps its text."""

    list_display = ("title", "kind", "revision", "updated_at")
    fields = ("title", "text", "revision", "updated_at")
    readonly_fields = ("revision", "updated_at")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        """By the service, which counts revisions."""
        change_document(
            document=obj,
            title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
            author=staff_of(request),
            now=timezone.now(),
            ip=client_ip(request),
        )
