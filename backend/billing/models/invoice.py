from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Workspace
from billing.models.plan import Plan
from billing.periods import moscow_day
from billing.requisites import Party


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def sent(self) -> Self:
        """Those that the seller sees: a draft is ours alone."""
        return self.exclude(state=Invoice.State.DRAFT).exclude(number=None)

    def unpaid(self) -> Self:
        return self.filter(state=Invoice.State.ISSUED)

    def overdue(self, today: date) -> Self:
        return self.unpaid().filter(due_on__lt=today)


class Invoice(models.Model):
    """«Счёт на оплату» for one month. It outlives its workspace: what was billed stays with the accounts."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ISSUED = "issued", _("issued")
        PAID = "paid", _("settled")
        VOID = "void", _("void")

    workspace = models.ForeignKey(
        Workspace, verbose_name=_("workspace"), on_delete=models.SET_NULL, null=True, related_name="invoices"
    )
    workspace_name = models.CharField(_("name of the workspace"), max_length=200)
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    year = models.PositiveSmallIntegerField(_("year"), null=True, editable=False)
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    line = models.CharField(_("what for"), max_length=300)
    amount = models.PositiveBigIntegerField(_("kopecks"))
    vat_rate = models.PositiveSmallIntegerField(_("VAT, per cent"), null=True, editable=False)
    vat_amount = models.PositiveBigIntegerField(_("VAT, kopecks"), default=0, editable=False)
    seller = models.JSONField(_("our requisites"), default=dict, encoder=DjangoJSONEncoder, editable=False)
    buyer = models.JSONField(_("requisites of the buyer"), default=dict, encoder=DjangoJSONEncoder, editable=False)
    created_at = models.DateTimeField(_("created"))
    created_by = models.CharField(_("made by"), max_length=254)
    issued_at = models.DateTimeField(_("issued at"), null=True, editable=False)
    due_on = models.DateField(_("pay until"), null=True, editable=False)
    paid_at = models.DateTimeField(_("marked paid at"), null=True, editable=False)
    period_from = models.DateTimeField(_("paid from"), null=True, editable=False)
    period_until = models.DateTimeField(_("paid until"), null=True, editable=False)
    voided_at = models.DateTimeField(_("voided at"), null=True, editable=False)
    void_reason = models.CharField(_("why void"), max_length=300, blank=True, editable=False)

    objects: ClassVar[InvoiceQuerySet] = InvoiceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "invoices"
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ("-created_at", "-id")
        indexes = (models.Index(fields=["workspace", "-created_at", "-id"], name="invoices_newest_first"),)
        constraints = (
            models.UniqueConstraint(fields=["year", "number"], name="invoices_number_once_a_year"),
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(state="issued"), name="invoices_one_open_per_workspace"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="invoices_cost_something"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "void"])
                | Q(number__isnull=False, year__isnull=False, issued_at__isnull=False, due_on__isnull=False),
                name="invoices_issued_have_a_number",
            ),
            models.CheckConstraint(
                condition=(Q(state="paid") & Q(paid_at__isnull=False)) | (~Q(state="paid") & Q(paid_at=None)),
                name="invoices_paid_know_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="invoices_void_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"№ {self.full_number}" if self.number else f"{_('draft')} {self.pk}"

    @property
    def full_number(self) -> str:
        return f"{self.year}-{self.number:04}" if self.number is not None else ""

    @property
    def issued_on(self) -> date | None:
        return None if self.issued_at is None else moscow_day(self.issued_at)

    @property
    def seller_party(self) -> Party:
        return Party.from_json(self.seller)

    @property
    def buyer_party(self) -> Party:
        return Party.from_json(self.buyer)

    @property
    def is_void(self) -> bool:
        return self.state == self.State.VOID

    def is_overdue(self, today: date) -> bool:
        return self.state == self.State.ISSUED and self.due_on is not None and self.due_on < today

    def has_act(self, now: datetime) -> bool:
        """Once the month that was paid is over."""
        return self.state == self.State.PAID and self.period_until is not None and self.period_until <= now


class InvoiceCounter(models.Model):
    """The last number given in a year of Moscow; its row is held while one is given."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "invoice_counters"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Payment(models.Model):
    """Money that came for an invoice, as the statement of the bank names it. The same line is not taken twice."""

    invoice = models.ForeignKey(Invoice, verbose_name=_("invoice"), on_delete=models.PROTECT, related_name="payments")
    amount = models.PositiveBigIntegerField(_("kopecks"))
    reference = models.CharField(_("number of the payment order"), max_length=40)
    received_on = models.DateField(_("received on"))
    payer_inn = models.CharField(_("INN of the payer"), max_length=12)
    recorded_by = models.CharField(_("recorded by"), max_length=254)
    recorded_at = models.DateTimeField(_("recorded at"))

    class Meta:
        db_table = "payments"
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ("recorded_at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_are_of_something"),
            models.UniqueConstraint(fields=["payer_inn", "reference", "received_on"], name="payments_recorded_once"),
        )

    def __str__(self) -> str:
        return f"{self.reference} · {self.received_on:%d.%m.%Y}"
