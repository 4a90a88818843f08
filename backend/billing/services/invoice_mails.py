"""What owners are told by mail about invoices."""

from __future__ import annotations

from django.conf import settings

from accounts.models import Membership
from billing.amounts import amount_in_figures
from billing.models import Invoice
from billing.support import support_contact, support_link
from core.mail import send_mail


def tell_issued(invoice: Invoice) -> None:
    _tell(invoice, news="issued")


def tell_paid(invoice: Invoice) -> None:
    _tell(invoice, news="paid")


def _tell(invoice: Invoice, *, news: str) -> None:
    """To each owner in the owner's language; of a workspace that is gone there are none."""
    workspace = invoice.workspace
    if workspace is None:
        return
    owners = Membership.objects.for_workspace(workspace).filter(role=Membership.Role.OWNER)
    for owner in owners.select_related("user").filter(user__is_active=True):
        context = {
            "news": news,
            "number": invoice.full_number,
            "amount": amount_in_figures(invoice.amount),
            "workspace": workspace.name,
            "time_zone": workspace.time_zone,
            "due_on": invoice.due_on,
            "period_from": invoice.period_from,
            "period_until": invoice.period_until,
            "address": f"{settings.PUBLIC_URL}/w/{workspace.slug}/settings/billing",
            "support": support_contact(),
            "support_link": support_link(),
        }
        send_mail(template="invoice", to=[owner.user.email], language=owner.user.language, context=context)
