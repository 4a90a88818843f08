"""What needs somebody of the staff today: one table for each reason, those without a row too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from billing.access import last_end
from billing.models import Invoice, Lead, Pilot, Subscription
from billing.periods import last_day, moscow_day
from billing.selectors.access import grants_of
from chats.admin.health_table import Table, link, moment
from chats.admin.health_tables import late_table
from chats.admin.table_page import table_page
from chats.health.words import account_state_words
from chats.models import ChatAccount
from chats.selectors.usage import daily_usage

PERMISSION: Final = "billing.view_pilot"
SHOWN: Final = 50
KEY_ENDS_WITHIN: Final = timedelta(days=14)
ENDS_WITHIN: Final = timedelta(days=7)
QUIET_DAYS: Final = 3


def lead_table(now: datetime) -> Table:
    rows = [
        [link(reverse("admin:billing_lead_change", args=[lead.pk]), lead.contact), moment(lead.created_at, now)]
        for lead in Lead.objects.waiting().order_by("created_at", "pk")[:SHOWN]
    ]
    return Table(_("New leads"), [_("contact"), _("came")], rows)


def key_table(now: datetime) -> Table:
    ending = ChatAccount.objects.live().filter(key_expires_at__lt=now + KEY_ENDS_WITHIN)
    rows = [
        [
            link(reverse("admin:chats_chataccount_change", args=[account.pk]), account.title),
            account.workspace.name,
            account_state_words(account.state),
            "" if account.key_expires_at is None else f"{moscow_day(account.key_expires_at):%d.%m.%Y}",
        ]
        for account in ending.select_related("workspace").defer("credentials").order_by("key_expires_at", "pk")[:SHOWN]
    ]
    return Table(_("Keys that end soon"), [_("cabinet"), _("company"), _("state"), _("key until")], rows)


def ending_table(now: datetime) -> Table:
    """Those whose trial, pilot or paid time ends within a week, or ended less than one ago; the first to end first."""
    subscriptions = Subscription.objects.select_related("workspace").prefetch_related("workspace__pilots")
    ends = ((last_end(grants_of(one), now), one) for one in subscriptions.order_by("pk"))
    near = [(at, one) for at, one in ends if at is not None and abs(at - now) <= ENDS_WITHIN]
    rows = [
        [
            link(reverse("admin:accounts_workspace_change", args=[one.workspace_id]), one.workspace.name),
            one.get_state_display(),
            f"{last_day(at):%d.%m.%Y}",
        ]
        for at, one in sorted(near, key=lambda pair: pair[0])[:SHOWN]
    ]
    return Table(_("Subscriptions that end soon"), [_("company"), _("state"), _("ends")], rows)


def invoice_table(now: datetime) -> Table:
    overdue = Invoice.objects.overdue(moscow_day(now)).order_by("due_on", "pk")
    rows = [
        [
            link(reverse("admin:billing_invoice_change", args=[invoice.pk]), invoice.full_number),
            invoice.workspace_name,
            f"{invoice.due_on:%d.%m.%Y}",
        ]
        for invoice in overdue[:SHOWN]
    ]
    return Table(_("Invoices past due"), [_("number"), _("company"), _("pay until")], rows)


def quiet_pilot_table(now: datetime) -> Table:
    """Running pilots in which nobody did anything for three days."""
    today = moscow_day(now)
    rows = []
    running = Pilot.objects.open().filter(starts_on__lte=today - timedelta(days=QUIET_DAYS), ends_on__gte=today)
    for pilot in running.select_related("workspace").order_by("ends_on", "pk")[:SHOWN]:
        days = daily_usage(pilot.workspace, first=pilot.starts_on, last=today)
        used = [day.date for day in days if day.active_members]
        if not used or used[-1] < today - timedelta(days=QUIET_DAYS):
            last = f"{used[-1]:%d.%m.%Y}" if used else _("never")
            rows.append([_progress_link(pilot), last])
    return Table(_("Pilots without activity"), [_("company"), _("last active")], rows)


def ending_pilot_table(now: datetime) -> Table:
    today = moscow_day(now)
    ending = Pilot.objects.open().filter(ends_on__lte=today + ENDS_WITHIN).select_related("workspace")
    rows = [[_progress_link(pilot), f"{pilot.ends_on:%d.%m.%Y}"] for pilot in ending.order_by("ends_on", "pk")[:SHOWN]]
    return Table(_("Pilots that end soon"), [_("company"), _("last day")], rows)


def _progress_link(pilot: Pilot) -> str:
    return link(reverse("pilot_progress", args=[pilot.pk]), pilot.workspace.name)


SOURCES: Final[tuple[tuple[str, Callable[[datetime], Table]], ...]] = (
    ("billing.view_lead", lead_table),
    ("chats.view_chataccount", late_table),
    ("chats.view_chataccount", key_table),
    (PERMISSION, ending_table),
    ("billing.view_invoice", invoice_table),
    (PERMISSION, quiet_pilot_table),
    (PERMISSION, ending_pilot_table),
)


@require_safe
@never_cache
def today_page(request: HttpRequest) -> HttpResponse:
    return table_page(
        request,
        permission=PERMISSION,
        title=_("Today"),
        tables=lambda now: [source(now) for needed, source in SOURCES if request.user.has_perm(needed)],
    )


@require_safe
@never_cache
def front_page(request: HttpRequest) -> HttpResponse:
    """What staff see first; the list of all tables is for those who have no day with customers."""
    if request.user.has_perm(PERMISSION):
        return HttpResponseRedirect(reverse("today_page"))
    return admin.site.index(request)
