"""What a workspace may do now. Everything that asks comes through here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from accounts.access import Access, AccessState
from accounts.models import Workspace
from billing.access import Grant, access_at, own_grants
from billing.models import Pilot, Subscription
from billing.periods import day_begins, day_ends

COLUMNS: Final = (
    "subscription__trial_started_at",
    "subscription__trial_ends_at",
    "subscription__paid_from",
    "subscription__paid_until",
    "subscription__plan__chat_account_limit",
    "subscription__plan__member_limit",
    "pilots__starts_on",
    "pilots__ends_on",
    "pilots__state",
    "pilots__stopped_at",
)


def access_of(workspace: Workspace, now: datetime) -> Access:
    return access_by_id(workspace.pk, now)


def access_by_id(workspace_id: int, now: datetime) -> Access:
    """In one query, for every list of chats asks.

    Who was granted nothing has not begun: nothing is limited before the first cabinet is connected.
    """
    rows = list(Workspace.objects.filter(pk=workspace_id).values_list(*COLUMNS))
    if not rows:
        return Access(AccessState.STOPPED)
    trial_from, trial_until, paid_from, paid_until, accounts, members, *_ = rows[0]
    grants = own_grants(trial=(trial_from, trial_until), paid=(paid_from, paid_until))
    pilots = (_pilot_grant(first, last, state, stopped) for *_, first, last, state, stopped in rows)
    grants += [grant for grant in pilots if grant is not None]
    return replace(access_at(grants, now), chat_account_limit=accounts, member_limit=members)


def grants_of(subscription: Subscription) -> list[Grant]:
    """The trial, the paid time and the days of pilots; for many at once, fetch `workspace__pilots` with them."""
    pilots = subscription.workspace.pilots.all()
    grants = (_pilot_grant(one.starts_on, one.ends_on, one.state, one.stopped_at) for one in pilots)
    return subscription.grants() + [grant for grant in grants if grant is not None]


def _pilot_grant(first: date | None, last: date | None, state: str | None, stopped_at: datetime | None) -> Grant | None:
    """Its days; of one that was broken off those before, and nothing if it had not begun."""
    if first is None or last is None:
        return None
    begins, ends = day_begins(first), day_ends(last)
    if state == Pilot.State.CANCELLED:
        ends = begins if stopped_at is None else min(ends, stopped_at)
    return Grant(AccessState.PILOT, begins, ends) if begins < ends else None
