from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.actors import staff_of
from billing.admin.money_forms import GrantForm, InvoiceForm, payer_of, usual_invoice
from billing.admin.pilot_deed import PilotDeed
from billing.models import Invoice, Subscription
from billing.periods import day_ends
from billing.services.invoices import draft_invoice, issue_invoice
from billing.services.subscriptions import grant_access
from core.admin.deeds import row_deed
from core.api.client import client_ip


@admin.register(Subscription)
class SubscriptionAdmin(PilotDeed):
    """What each workspace was granted. Dates are moved by deeds alone, so that each is in the log."""

    list_display = ("workspace", "plan", "state", "trial_ends_at", "paid_until", "state_since")
    list_filter = ("state", "plan")
    list_select_related = ("workspace", "plan")
    search_fields = ("workspace__name", "workspace__slug")
    actions = None
    actions_detail = ("bill", "grant", "pilot")
    fields = readonly_fields = (
        "workspace",
        "plan",
        "price",
        "state",
        "state_since",
        "trial_started_at",
        "trial_ends_at",
        "paid_from",
        "paid_until",
        "created_at",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A subscription begins with the first cabinet of a workspace."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @row_deed(gettext_lazy("Issue an invoice"), path="bill", permission="change")
    def bill(self, request: HttpRequest, object_id: str) -> HttpResponse:
        @transaction.atomic
        def deed(subscription: Subscription, filled: dict[str, Any]) -> Invoice:
            now, author = timezone.now(), staff_of(request)
            draft = draft_invoice(
                workspace=subscription.workspace, plan=filled["plan"], buyer=payer_of(filled), author=author, now=now
            )
            return issue_invoice(invoice=draft, author=author, now=now, ip=client_ip(request))

        text = _("Issue an invoice for a month?")
        return self.answer(request, object_id, text=text, deed=deed, form=InvoiceForm, initial=usual_invoice)

    @row_deed(gettext_lazy("Grant access"), path="grant", permission="change")
    def grant(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(subscription: Subscription, filled: dict[str, Any]) -> None:
            grant_access(
                workspace=subscription.workspace,
                plan=filled["plan"],
                until=day_ends(filled["last_day"]),
                author=staff_of(request),
                reason=filled["reason"],
                now=timezone.now(),
            )

        text = _("Let this workspace work without an invoice?")
        return self.answer(request, object_id, text=text, deed=deed, form=GrantForm)

    @row_deed(gettext_lazy("Begin a pilot"), path="pilot", permission="pilot")
    def pilot(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.ask_for_pilot(request, object_id)
