from typing import Any, Final

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.admin import TabularInline
from unfold.decorators import display

from accounts.admin.actors import staff_of
from billing.admin.money_forms import PaymentForm, ReasonForm, usual_payment
from billing.admin.roubles import roubles
from billing.invoice_refusals import ActNotReady
from billing.models import Invoice, Payment
from billing.papers.downloads import act_download, invoice_download
from billing.periods import moscow_day
from billing.services.invoices import void_invoice
from billing.services.payments import accept_difference, record_payment
from core import error_texts
from core.admin.deeds import DeedAdmin, row_deed
from core.api.client import client_ip

OVERDUE: Final = "overdue"
COLOURS: Final = {"draft": "info", "issued": "warning", "paid": "success", "void": "info", OVERDUE: "danger"}


class PaymentInline(TabularInline):  # type: ignore[misc]
    model = Payment
    extra = 0
    can_delete = False
    fields = readonly_fields = ("reference", "received_on", "sum", "payer_inn", "recorded_by", "recorded_at")

    @admin.display(description=gettext_lazy("amount"))
    def sum(self, payment: Payment) -> str:
        return roubles(payment.amount)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class OverdueFilter(admin.SimpleListFilter):
    title = gettext_lazy("payment")
    parameter_name = "payment"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("awaited", gettext_lazy("awaited")), ("overdue", gettext_lazy("past due"))]

    def queryset(self, request: HttpRequest, invoices: Any) -> Any:
        if self.value() == "awaited":
            return invoices.unpaid()
        return invoices.overdue(moscow_day(timezone.now())) if self.value() == "overdue" else invoices


@admin.register(Invoice)
class InvoiceAdmin(DeedAdmin):
    """Invoices are written from a subscription; here they are followed, paid and made void."""

    list_display = ("__str__", "workspace_name", "total", "state_label", "issued_at", "due_on", "paid_at")
    list_filter = (OverdueFilter, "state", "year")
    search_fields = ("workspace_name", "buyer__name", "buyer__inn", "number")
    date_hierarchy = "created_at"
    actions = None
    only_deeds = True
    actions_detail = ("download", "act", "pay", "accept", "void")
    inlines = (PaymentInline,)
    fields = readonly_fields = (
        "workspace",
        "plan",
        "line",
        "total",
        "vat",
        "received",
        "payer",
        "state_words",
        "issued_at",
        "due_on",
        "paid_at",
        "period_from",
        "period_until",
        "voided_at",
        "void_reason",
        "created_at",
        "created_by",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was numbered stays; it can be made void."""
        return False

    def deeds_for(self, row: Invoice) -> dict[str, bool]:
        is_open = row.state == Invoice.State.ISSUED
        return {
            "download": row.number is not None,
            "act": row.has_act(timezone.now()),
            "pay": is_open,
            "accept": is_open and row.payments.exists(),
            "void": is_open or row.state == Invoice.State.DRAFT,
        }

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def total(self, invoice: Invoice) -> str:
        return roubles(invoice.amount)

    @admin.display(description=gettext_lazy("VAT"))
    def vat(self, invoice: Invoice) -> str:
        if not invoice.vat_rate:
            return _("without VAT")
        return f"{invoice.vat_rate}\N{NO-BREAK SPACE}%, {roubles(invoice.vat_amount)}"

    @admin.display(description=gettext_lazy("received"))
    def received(self, invoice: Invoice) -> str:
        return roubles(sum(payment.amount for payment in invoice.payments.all()))

    @display(description=gettext_lazy("state"), ordering="state", label=COLOURS)  # type: ignore[untyped-decorator]
    def state_label(self, invoice: Invoice) -> tuple[str, str]:
        is_overdue = invoice.is_overdue(moscow_day(timezone.now()))
        return OVERDUE if is_overdue else invoice.state, self.state_words(invoice)

    @admin.display(description=gettext_lazy("state"))
    def state_words(self, invoice: Invoice) -> str:
        return _("past due") if invoice.is_overdue(moscow_day(timezone.now())) else invoice.get_state_display()

    @admin.display(description=gettext_lazy("payer"))
    def payer(self, invoice: Invoice) -> str:
        buyer = invoice.buyer_party
        return ", ".join(filter(None, (buyer.name, buyer.inn, buyer.kpp, buyer.address)))

    @row_deed(gettext_lazy("Download"), path="pdf", permission="change")
    def download(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return invoice_download(self._find(request, object_id))

    @row_deed(gettext_lazy("Act"), path="act", permission="change")
    def act(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Refused in words while the month is not over."""
        invoice = self._find(request, object_id)
        try:
            return act_download(invoice, now=timezone.now())
        except ActNotReady as refusal:
            self.message_user(request, error_texts.text(refusal.code, get_language() or "ru"), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:billing_invoice_change", args=[invoice.pk]))

    def _find(self, request: HttpRequest, object_id: str) -> Invoice:
        """One with a number; a draft cannot be printed."""
        invoice: Invoice | None = self.get_object(request, object_id)
        if invoice is None or invoice.number is None:
            raise Http404
        return invoice

    @row_deed(gettext_lazy("Record a payment"), path="pay", permission="change")
    def pay(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(invoice: Invoice, filled: dict[str, Any]) -> None:
            record_payment(
                invoice=invoice,
                amount=filled["amount"],
                reference=filled["reference"],
                received_on=filled["received_on"],
                author=staff_of(request),
                now=timezone.now(),
                ip=client_ip(request),
            )

        text = _("Record this payment? The exact amount pays the invoice and adds a month.")
        return self.answer(request, object_id, text=text, deed=deed, form=PaymentForm, initial=usual_payment)

    @row_deed(gettext_lazy("Accept another amount"), path="accept", permission="change")
    def accept(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(invoice: Invoice, filled: dict[str, Any]) -> None:
            now, ip = timezone.now(), client_ip(request)
            accept_difference(invoice=invoice, author=staff_of(request), reason=filled["reason"], now=now, ip=ip)

        text = _("Take what came for the whole, and add a month?")
        return self.answer(request, object_id, text=text, deed=deed, form=ReasonForm)

    @row_deed(gettext_lazy("Make void"), path="void", permission="change")
    def void(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(invoice: Invoice, filled: dict[str, Any]) -> None:
            now, ip = timezone.now(), client_ip(request)
            void_invoice(invoice=invoice, author=staff_of(request), reason=filled["reason"], now=now, ip=ip)

        text = _("Make this invoice void? Its number stays taken.")
        return self.answer(request, object_id, text=text, deed=deed, form=ReasonForm)
