"""Beginning and lengthening what a workspace was granted. Whoever changes a subscription holds its row."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.access import AccessState
from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services.audit import record
from billing.access import TRIAL, access_at, granted_until
from billing.models import Plan, Subscription
from billing.periods import month_later, moscow_day
from billing.selectors.access import grants_of
from billing.signals import access_changed


@transaction.atomic
def begin_trial(*, workspace: Workspace, author: Actor, now: datetime) -> Subscription:
    """With the first cabinet; asked again, nothing changes. The subscription is held until the transaction ends."""
    subscription = hold_subscription(workspace, now=now)
    if subscription.trial_started_at is None:
        subscription.trial_started_at, subscription.trial_ends_at = now, now + TRIAL
        subscription.save(update_fields=["trial_started_at", "trial_ends_at"])
        details = {"ends_at": subscription.trial_ends_at}
        record("subscription.trial_begun", workspace=workspace, actor=author, about=subscription, details=details)
        follow(subscription, author=author, now=now)
    return subscription


@transaction.atomic
def grant_access(
    *, workspace: Workspace, plan: Plan, until: datetime, author: Actor, reason: str, now: datetime
) -> Subscription:
    """Let a workspace work up to a moment without an invoice; paid time is never shortened."""
    subscription = hold_subscription(workspace, now=now)
    subscription.plan = plan
    if subscription.paid_until is None or until > subscription.paid_until:
        # The next paid month begins a row of its own: its days have nothing to do with those of before.
        subscription.anchor_day = None
    _pay_up_to(subscription, max(until, subscription.paid_until or until), now=now)
    details = {"until": subscription.paid_until, "plan": plan.code, "reason": reason}
    record("subscription.granted", workspace=workspace, actor=author, about=subscription, details=details)
    follow(subscription, author=author, now=now)
    return subscription


@transaction.atomic
def agree_price(
    *, workspace: Workspace, plan: Plan, price: int | None, author: Actor, now: datetime, ip: str | None = None
) -> Subscription:
    """What this workspace pays for a plan, from the next invoice on; None: what everybody pays."""
    subscription = hold_subscription(workspace, now=now)
    subscription.price, subscription.price_plan = price, None if price is None else plan
    subscription.save(update_fields=["price", "price_plan"])
    details = {"plan": plan.code, "price": price}
    record("subscription.price_agreed", workspace=workspace, actor=author, about=subscription, details=details, ip=ip)
    return subscription


def add_month(subscription: Subscription, *, plan: Plan, author: Actor, now: datetime) -> tuple[datetime, datetime]:
    """A calendar month from now, or from the end of what is granted already; the caller holds the row.

    Returns the month that was added.
    """
    start = granted_until(grants_of(subscription), now)
    if subscription.anchor_day is None or start != subscription.paid_until:
        subscription.anchor_day = moscow_day(start).day
    end = month_later(start, anchor_day=subscription.anchor_day)
    subscription.plan = plan
    _pay_up_to(subscription, end, now=now)
    follow(subscription, author=author, now=now)
    return start, end


def hold_subscription(workspace: Workspace, *, now: datetime) -> Subscription:
    """The locked row of the workspace, made when there is none."""
    Subscription.objects.get_or_create(
        workspace=workspace,
        defaults={
            "plan": Plan.objects.of_trials(),
            "state": AccessState.TRIAL,
            "told_state": AccessState.TRIAL,
            "state_since": now,
        },
    )
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("workspace", "plan")
    return rows.get(workspace=workspace)


def follow(subscription: Subscription, *, author: Actor, now: datetime) -> bool:
    """Enter the state that the dates say, and announce it; the caller holds the row. Says whether it was another."""
    access = access_at(grants_of(subscription), now)
    before = AccessState(subscription.state)
    if access.state == before:
        return False
    subscription.state, subscription.state_since = access.state, now
    subscription.save(update_fields=["state", "state_since"])
    record(
        "subscription.state_changed",
        workspace=subscription.workspace,
        actor=author,
        about=subscription,
        details={"before": before, "after": access.state, "until": access.until},
    )
    access_changed.send(Subscription, workspace=subscription.workspace, before=before, after=access.state)
    return True


def _pay_up_to(subscription: Subscription, until: datetime, *, now: datetime) -> None:
    """Paid time that went on starts where it did; after a gap it starts anew."""
    if subscription.paid_from is None or (subscription.paid_until is not None and subscription.paid_until < now):
        subscription.paid_from = now
    subscription.paid_until = until
    subscription.save(update_fields=["plan", "paid_from", "paid_until", "anchor_day"])
