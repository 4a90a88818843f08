"""All that the page of an owner shows about money, but the invoices themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.access import Access
from accounts.models import Workspace
from billing.models import Invoice, Plan, Seller, Subscription
from billing.requisites import Party
from billing.selectors.access import access_of


@dataclass(frozen=True)
class Billing:
    access: Access
    plan: Plan | None
    price: int | None
    paid_until: datetime | None
    plans: list[Plan]
    requisites: Party | None
    can_order: bool


def billing_of(workspace: Workspace, now: datetime) -> Billing:
    subscription = Subscription.objects.for_workspace(workspace).select_related("plan").first()
    invoices = Invoice.objects.for_workspace(workspace)
    is_closing = workspace.closes_at is not None
    return Billing(
        access=access_of(workspace, now),
        plan=subscription.plan if subscription else None,
        price=subscription.monthly_price if subscription else None,
        paid_until=subscription.paid_until if subscription else None,
        plans=list(Plan.objects.on_offer()),
        requisites=last_requisites(workspace),
        can_order=not is_closing and Seller.objects.in_force().exists() and not invoices.unpaid().exists(),
    )


def last_requisites(workspace: Workspace) -> Party | None:
    newest = Invoice.objects.for_workspace(workspace).order_by("-created_at", "-pk").first()
    return None if newest is None else newest.buyer_party
