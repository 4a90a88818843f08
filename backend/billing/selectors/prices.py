"""What a plan costs this workspace."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Workspace
from billing.models import Pilot, Plan, Subscription


def price_of(workspace: Workspace, plan: Plan, *, subscription: Subscription | None) -> int:
    return prices_of(workspace, [plan], subscription=subscription)[plan.pk]


def prices_of(workspace: Workspace, plans: Iterable[Plan], *, subscription: Subscription | None) -> dict[int, int]:
    """Kopecks a month by plan: what was agreed for it, else what the terms of its pilot say, else what everybody pays.

    The terms of a pilot name no plan: their price is for the first on offer.
    """
    prices = {plan.pk: subscription.price_of(plan) if subscription else plan.price for plan in plans}
    after = price_after_pilot(workspace) if subscription is None or subscription.price is None else None
    first = first_plan(None) if after else None
    return prices | {first.pk: after} if after and first and first.pk in prices else prices


def price_after_pilot(workspace: Workspace) -> int | None:
    pilots = Pilot.objects.for_workspace(workspace).exclude(state=Pilot.State.CANCELLED).exclude(price_after=None)
    return pilots.values_list("price_after", flat=True).first()


def first_plan(subscription: Subscription | None) -> Plan | None:
    """Its own, or the first on offer."""
    if subscription is not None and subscription.plan.price:
        return subscription.plan
    return Plan.objects.on_offer().first()
