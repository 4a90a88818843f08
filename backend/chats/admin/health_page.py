"""How the whole service is doing, on one page for staff: what is read here, is changed elsewhere."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chats.admin.health_processes import process_table
from chats.admin.health_tables import (
    account_table,
    alert_table,
    drift_table,
    late_table,
    reply_table,
    stuck_table,
)


@require_safe
@never_cache
def health_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("chats.view_chataccount"):
        raise PermissionDenied
    now = timezone.now()
    tables = [
        alert_table(now),
        process_table(),
        late_table(now),
        account_table(),
        stuck_table(now),
        reply_table(now),
        drift_table(now),
    ]
    context = {**admin.site.each_context(request), "title": _("State of the service"), "tables": tables}
    return TemplateResponse(request, "admin/chats/health.html", context)
