"""What a workspace may do now. Everything that asks comes through here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from accounts.access import Access
from accounts.models import Workspace
from billing.access import Grant, access_at
from billing.models import Subscription


def access_of(workspace: Workspace, now: datetime) -> Access:
    """One without a subscription has not begun: nothing is limited before the first cabinet is connected."""
    subscription = Subscription.objects.for_workspace(workspace).select_related("plan").first()
    access = access_at(grants_of(workspace, subscription), now)
    if subscription is None:
        return access
    plan = subscription.plan
    return replace(access, chat_account_limit=plan.chat_account_limit, member_limit=plan.member_limit)


def grants_of(workspace: Workspace, subscription: Subscription | None) -> list[Grant]:
    """The trial and the paid time."""
    return [] if subscription is None else subscription.grants()
