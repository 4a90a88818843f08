"""Writing an invoice: drafted, issued with the next number, void for a reason."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services.audit import record
from billing.amounts import vat_within
from billing.invoice_refusals import (
    InvoiceHasPayments,
    InvoiceNotDraft,
    InvoiceNotOpen,
    InvoiceOpen,
    PlanNotOnOffer,
    ReasonMissing,
    RequisitesWrong,
    SellerMissing,
    WorkspaceGone,
)
from billing.models import Invoice, InvoiceCounter, Plan, Seller, Subscription
from billing.periods import moscow_day
from billing.requisites import Party, problems
from billing.selectors.prices import price_of
from billing.services.invoice_mails import tell_issued


@transaction.atomic
def order_invoice(
    *, workspace: Workspace, plan: Plan, buyer: Party, author: Actor, now: datetime, ip: str | None = None
) -> Invoice:
    """What an owner asks for: written and issued at once, one at a time."""
    own = Subscription.objects.for_workspace(workspace).filter(Q(plan=plan) | Q(price_plan=plan))
    if not plan.is_public and not own.exists():
        raise PlanNotOnOffer(attr="plan")
    draft = draft_invoice(workspace=workspace, plan=plan, buyer=buyer, author=author, now=now)
    return issue_invoice(invoice=draft, author=author, now=now, ip=ip)


@transaction.atomic
def draft_invoice(*, workspace: Workspace, plan: Plan, buyer: Party, author: Actor, now: datetime) -> Invoice:
    for field, code in problems(buyer):
        raise RequisitesWrong(field=f"buyer.{field}", code=code)
    amount = price_of(workspace, plan, subscription=Subscription.objects.for_workspace(workspace).first())
    if not amount:
        raise PlanNotOnOffer(attr="plan")
    invoice = Invoice.objects.create(
        workspace=workspace,
        workspace_name=workspace.name,
        plan=plan,
        line=f"Доступ к сервису AgentIQ Chat Center, тариф «{plan.name}», 1 месяц",
        amount=amount,
        buyer=buyer.as_json(),
        created_at=now,
        created_by=author.name,
    )
    record("invoice.drafted", workspace=workspace, actor=author, about=invoice, details={"amount": amount})
    return invoice


@transaction.atomic
def issue_invoice(*, invoice: Invoice, author: Actor, now: datetime, ip: str | None = None) -> Invoice:
    """The number is taken in the same transaction, so that one that fails leaves no gap."""
    locked = hold_invoice(invoice)
    if locked.state != Invoice.State.DRAFT:
        raise InvoiceNotDraft
    if locked.workspace is None or locked.workspace.closes_at is not None:
        raise WorkspaceGone
    seller = Seller.objects.in_force().first()
    if seller is None:
        raise SellerMissing
    today = moscow_day(now)
    locked.state, locked.issued_at = Invoice.State.ISSUED, now
    locked.due_on = today + timedelta(days=seller.days_to_pay)
    locked.seller = {
        **seller.as_party().as_json(),
        "signer_title": seller.signer_title,
        "signer_name": seller.signer_name,
    }
    locked.vat_rate = seller.vat_rate
    locked.vat_amount = vat_within(locked.amount, seller.vat_rate) if seller.vat_rate else 0
    locked.year, locked.number = today.year, _next_number(today.year)
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError:
        raise InvoiceOpen from None
    details = {"number": locked.full_number, "amount": locked.amount}
    record("invoice.issued", workspace=locked.workspace, actor=author, about=locked, details=details, ip=ip)
    tell_issued(locked)
    return locked


@transaction.atomic
def void_invoice(*, invoice: Invoice, author: Actor, reason: str, now: datetime, ip: str | None = None) -> Invoice:
    """Its number stays taken. What money came for cannot be made void: the money would be nowhere."""
    if not reason.strip():
        raise ReasonMissing(attr="reason")
    locked = hold_invoice(invoice)
    if locked.state not in (Invoice.State.DRAFT, Invoice.State.ISSUED):
        raise InvoiceNotOpen
    if locked.payments.exists():
        raise InvoiceHasPayments
    locked.state, locked.voided_at, locked.void_reason = Invoice.State.VOID, now, reason.strip()[:300]
    locked.save(update_fields=["state", "voided_at", "void_reason"])
    details = {"number": locked.full_number, "reason": locked.void_reason}
    record("invoice.voided", workspace=locked.workspace, actor=author, about=locked, details=details, ip=ip)
    return locked


def hold_invoice(invoice: Invoice) -> Invoice:
    rows = Invoice.objects.select_for_update(of=("self",)).select_related("workspace", "plan")
    return rows.get(pk=invoice.pk)


def _next_number(year: int) -> int:
    """The row of the year is held until the end of the transaction: others wait, and take the number after it."""
    InvoiceCounter.objects.bulk_create([InvoiceCounter(year=year)], ignore_conflicts=True)
    counter = InvoiceCounter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
