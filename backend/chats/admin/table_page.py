"""A page of tables for staff: what is read here, is changed elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from chats.admin.health_table import Table


def table_page(
    request: HttpRequest, *, permission: str, title: str, tables: Callable[[datetime], Sequence[Table]]
) -> HttpResponse:
    """The tables of now, for whoever has the permission; nothing is read for others."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    context = {**admin.site.each_context(request), "title": title, "tables": tables(timezone.now())}
    return TemplateResponse(request, "admin/chats/health.html", context)
