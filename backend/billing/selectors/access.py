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
    grants += [_pilot_grant(first, last) for *_, first, last, state in rows if _grants(state)]
    return replace(access_at(grants, now), chat_account_limit=accounts, member_limit=members)


def grants_of(subscription: Subscription) -> list[Grant]:
    """The trial, the paid time and the days of pilots; for many at once, fetch `workspace__pilots` with them."""
    pilots = subscription.workspace.pilots.all()
    return subscription.grants() + [_pilot_grant(one.starts_on, one.ends_on) for one in pilots if _grants(one.state)]


def _grants(pilot_state: str | None) -> bool:
    """A pilot that was broken off grants nothing."""
    return pilot_state is not None and pilot_state != Pilot.State.CANCELLED


def _pilot_grant(first: date, last: date) -> Grant:
    return Grant(AccessState.PILOT, day_begins(first), day_ends(last))
