from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.actors import staff_of
from billing.admin.money_forms import GrantForm, InvoiceForm, PriceForm, payer_of, usual_invoice, usual_price
from billing.admin.pilot_deed import PilotDeed
from billing.admin.roubles import roubles
from billing.models import Invoice, Subscription
from billing.periods import day_ends
from billing.services.invoices import draft_invoice, issue_invoice
from billing.services.subscriptions import agree_price, grant_access
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
    only_deeds = True
    actions_detail = ("bill", "agree", "grant", "pilot")
    fields = readonly_fields = (
        "workspace",
        "plan",
        "agreed",
        "state",
        "state_since",
        "trial_started_at",
        "trial_ends_at",
        "paid_from",
        "paid_until",
        "created_at",
    )

    @admin.display(description=gettext_lazy("agreed price a month"))
    def agreed(self, subscription: Subscription) -> str:
        return f"{subscription.price_plan}: {roubles(subscription.price)}" if subscription.price_plan else "—"

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

    @row_deed(gettext_lazy("Agree on a price"), path="price", permission="change")
    def agree(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(subscription: Subscription, filled: dict[str, Any]) -> None:
            workspace, now, ip = subscription.workspace, timezone.now(), client_ip(request)
            agree_price(workspace=workspace, author=staff_of(request), now=now, ip=ip, **filled)

        text = _("Bill this workspace at a price of its own, from the next invoice on?")
        return self.answer(request, object_id, text=text, deed=deed, form=PriceForm, initial=usual_price)

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
