"""Money that came. An invoice is paid once, and its month is added in the same transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from accounts.actor import Actor
from accounts.services.audit import record
from billing.invoice_refusals import InvoiceNotOpen, PaymentMissing, PaymentRecorded, ReasonMissing
from billing.models import Invoice, Payment
from billing.services.invoice_mails import tell_paid
from billing.services.invoices import hold_invoice
from billing.services.subscriptions import add_month, hold_subscription


@transaction.atomic
def record_payment(
    *,
    invoice: Invoice,
    amount: int,
    reference: str,
    received_on: date,
    author: Actor,
    now: datetime,
    ip: str | None = None,
) -> Invoice:
    """Note a payment. Only when all that came is exactly the amount the invoice is paid; else a person decides."""
    locked = hold_invoice(invoice)
    same = Payment.objects.filter(
        payer_inn=locked.buyer_party.inn, reference=reference.strip(), received_on=received_on
    )
    if same.exists():
        raise PaymentRecorded
    if locked.state != Invoice.State.ISSUED:
        raise InvoiceNotOpen
    try:
        with transaction.atomic():
            payment = Payment.objects.create(
                invoice=locked,
                amount=amount,
                reference=reference.strip(),
                received_on=received_on,
                payer_inn=locked.buyer_party.inn,
                recorded_by=author.name,
                recorded_at=now,
            )
    except IntegrityError:
        raise PaymentRecorded from None
    details = {"number": locked.full_number, "amount": amount, "expected": locked.amount, "reference": reference}
    record("invoice.payment_recorded", workspace=locked.workspace, actor=author, about=payment, details=details, ip=ip)
    received = _received(locked)
    if received == locked.amount:
        _settle(locked, received=received, author=author, now=now, details={}, ip=ip)
    return locked


@transaction.atomic
def accept_difference(*, invoice: Invoice, author: Actor, reason: str, now: datetime, ip: str | None = None) -> Invoice:
    """Take what came for the whole, because a person says so."""
    if not reason.strip():
        raise ReasonMissing(attr="reason")
    locked = hold_invoice(invoice)
    if locked.state != Invoice.State.ISSUED:
        raise InvoiceNotOpen
    received = _received(locked)
    if not received:
        raise PaymentMissing
    details: dict[str, object] = {"received": received, "reason": reason.strip()}
    _settle(locked, received=received, author=author, now=now, details=details, ip=ip)
    return locked


def _received(invoice: Invoice) -> int:
    total: int | None = Payment.objects.filter(invoice=invoice).aggregate(total=Sum("amount"))["total"]
    return total or 0


def _settle(
    invoice: Invoice, *, received: int, author: Actor, now: datetime, details: dict[str, object], ip: str | None
) -> None:
    """The caller holds the invoice. Of a workspace that is gone the money is noted, and nothing is left to extend."""
    invoice.state, invoice.paid_at = Invoice.State.PAID, now
    if invoice.workspace is not None:
        subscription = hold_subscription(invoice.workspace, now=now)
        invoice.period_from, invoice.period_until = add_month(subscription, plan=invoice.plan, author=author, now=now)
    invoice.save(update_fields=["state", "paid_at", "period_from", "period_until"])
    told = {"number": invoice.full_number, "until": invoice.period_until, **details}
    record("invoice.paid", workspace=invoice.workspace, actor=author, about=invoice, details=told, ip=ip)
    tell_paid(invoice, received=received)
