"""A question before an action on chosen rows."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin, helpers
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

CONFIRMED = "confirmed"


def is_confirmed(request: HttpRequest) -> bool:
    return request.POST.get(CONFIRMED) == "yes"


def question(
    model_admin: ModelAdmin[Any], request: HttpRequest, queryset: QuerySet[Any], *, action: str, text: str
) -> TemplateResponse:
    """The page that names what was chosen; its form comes back to the same action with a yes."""
    return TemplateResponse(
        request,
        "admin/chats/confirm_action.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": text,
            "opts": model_admin.opts,
            "objects": list(queryset),
            "action": action,
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
            "confirmed_name": CONFIRMED,
        },
    )
