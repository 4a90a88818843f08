"""How much a workspace may have, and whether its cabinets may be read; the caller says how much it has."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Workspace
from billing.models import Subscription
from billing.selectors.access import access_of
from core.errors import Conflict


class SubscriptionRequired(Conflict):
    code = "subscription_required"


class ChatAccountLimitReached(Conflict):
    code = "chat_account_limit_reached"


def require_sync(workspace: Workspace, *, now: datetime) -> None:
    if not access_of(workspace, now).can_sync:
        raise SubscriptionRequired


def require_sync_or_trial(workspace: Workspace, *, now: datetime) -> None:
    """The trial begins with the first cabinet, so that a pilot in which none was connected took nothing away."""
    if Subscription.objects.for_workspace(workspace).exclude(trial_started_at=None).exists():
        require_sync(workspace, now=now)


def refuse_more_chat_accounts(workspace: Workspace, *, connected: int, now: datetime) -> None:
    limit = access_of(workspace, now).chat_account_limit
    if limit is not None and connected >= limit:
        raise ChatAccountLimitReached(params={"limit": limit})
