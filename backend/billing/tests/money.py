"""Subscriptions and moments to test with."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from accounts.models import Workspace
from billing.models import Plan, Subscription

NOW: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_plan(code: str = "shop") -> Plan:
    """As the first migration made it, also where a test has emptied every table."""
    limits = {"shop": (2, 5), "team": (10, 25)}
    accounts, members = limits.get(code, (None, None))
    plan, _ = Plan.objects.get_or_create(
        code=code,
        defaults={
            "name": "Магазин",
            "name_en": "Shop",
            "price": 590_000,
            "chat_account_limit": accounts,
            "member_limit": members,
            "is_public": True,
        },
    )
    return plan


def make_subscription(*, workspace: Workspace, plan: str = "shop", **fields: Any) -> Subscription:
    """On trial since yesterday."""
    chosen = {
        "trial_started_at": NOW - timedelta(days=1),
        "trial_ends_at": NOW + timedelta(days=13),
        "state": "trial",
        "state_since": NOW - timedelta(days=1),
        **fields,
    }
    return Subscription.objects.create(
        workspace=workspace, plan=make_plan(plan), **{"told_state": chosen["state"], **chosen}
    )
