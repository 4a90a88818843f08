"""How the whole service is doing, on one page for staff: what is read here, is changed elsewhere."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chats.admin.health_processes import process_table
from chats.admin.health_table import Table
from chats.admin.health_tables import (
    account_table,
    alert_table,
    drift_table,
    late_table,
    reply_table,
    stuck_table,
)
from chats.admin.table_page import table_page


@require_safe
@never_cache
def health_page(request: HttpRequest) -> HttpResponse:
    return table_page(
        request, permission="chats.view_chataccount", title=_("State of the service"), tables=health_tables
    )


def health_tables(now: datetime) -> list[Table]:
    return [
        alert_table(now),
        process_table(),
        late_table(now),
        account_table(),
        stuck_table(now),
        reply_table(now),
        drift_table(now),
    ]
