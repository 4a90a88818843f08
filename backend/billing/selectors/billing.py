"""All that the page of an owner shows about money, but the invoices themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from accounts.access import Access
from accounts.models import Membership, Workspace
from billing.known_payers import known_payer
from billing.known_usage import connected_accounts
from billing.models import Invoice, Plan, Seller, Subscription
from billing.requisites import Party
from billing.selectors.access import access_of
from billing.selectors.prices import prices_of

INVOICE: Final = "invoice"
MARKETPLACE: Final = "marketplace"


@dataclass(frozen=True)
class Billing:
    access: Access
    plan: Plan | None
    prices: dict[int, int]
    paid_until: datetime | None
    plans: list[Plan]
    requisites: Party | None
    requisites_source: str | None
    can_order: bool
    chat_accounts: int
    members: int


def billing_of(workspace: Workspace, now: datetime) -> Billing:
    subscription = Subscription.objects.for_workspace(workspace).select_related("plan", "price_plan").first()
    invoices = Invoice.objects.for_workspace(workspace)
    requisites, source = first_requisites(workspace)
    is_closing = workspace.closes_at is not None
    plans = _plans_for(subscription)
    own = [subscription.plan] if subscription else []
    return Billing(
        access=access_of(workspace, now),
        plan=subscription.plan if subscription else None,
        prices=prices_of(workspace, [*plans, *own], subscription=subscription),
        paid_until=subscription.paid_until if subscription else None,
        plans=plans,
        requisites=requisites,
        requisites_source=source,
        can_order=not is_closing and Seller.objects.in_force().exists() and not invoices.unpaid().exists(),
        chat_accounts=connected_accounts(workspace),
        members=Membership.objects.for_workspace(workspace).count(),
    )


def _plans_for(subscription: Subscription | None) -> list[Plan]:
    """Those on offer, after those that this workspace alone has: the agreed one, and its own though withdrawn."""
    offered = list(Plan.objects.on_offer())
    if subscription is None:
        return offered
    own = [plan for plan in (subscription.price_plan, subscription.plan) if plan is not None and plan.price]
    return [*dict.fromkeys(plan for plan in own if plan not in offered), *offered]


def first_requisites(workspace: Workspace) -> tuple[Party | None, str | None]:
    """What the next invoice begins with, and whence: what the payer wrote before goes before the marketplace."""
    newest = Invoice.objects.for_workspace(workspace).order_by("-created_at", "-pk").first()
    if newest is not None:
        return newest.buyer_party, INVOICE
    payer = known_payer(workspace)
    return payer, None if payer is None else MARKETPLACE
