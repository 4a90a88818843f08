"""What owners are told by mail about invoices."""

from __future__ import annotations

from accounts.models import Membership
from billing.amounts import amount_in_figures
from billing.models import Invoice
from billing.services.owner_mails import context_of
from core.mail import send_mail


def tell_issued(invoice: Invoice) -> None:
    _tell(invoice, news="issued", amount=invoice.amount)


def tell_paid(invoice: Invoice, *, received: int) -> None:
    """What came, which a person may have taken for the whole."""
    _tell(invoice, news="paid", amount=received)


def _tell(invoice: Invoice, *, news: str, amount: int) -> None:
    """To each owner in the owner's language; of a workspace that is gone there are none."""
    workspace = invoice.workspace
    if workspace is None:
        return
    context = {
        **context_of(workspace),
        "news": news,
        "number": invoice.full_number,
        "amount": amount_in_figures(amount),
        "due_on": invoice.due_on,
        "period_from": invoice.period_from,
        "period_until": invoice.period_until,
    }
    for owner in Membership.objects.for_workspace(workspace).owners_to_tell():
        send_mail(template="invoice", to=[owner.user.email], language=owner.user.language, context=context)
