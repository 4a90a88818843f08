"""What time does to subscriptions: states that begin and end by themselves, and the mails about them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.access import Access, AccessState
from accounts.actor import Actor
from billing.access import WARNED_BEFORE, Grant, access_at, granted_until
from billing.models import Subscription
from billing.selectors.access import grants_of
from billing.services.access_mails import tell_end_nears, tell_state
from billing.services.subscriptions import follow

log = logging.getLogger(__name__)

TIME: Final = Actor.for_system("subscriptions")
ENDS_BY_ITSELF: Final = (AccessState.TRIAL, AccessState.PILOT, AccessState.ACTIVE)


def tend_subscriptions(*, now: datetime) -> None:
    """Bring every state up to date, then tell of it. However late it comes, only the state of now is entered."""
    for subscription in _all():
        if access_at(grants_of(subscription), now).state != subscription.state:
            _follow_one(subscription.pk, now=now)
    for subscription in Subscription.objects.untold().select_related("workspace", "plan"):
        _tell(subscription, now=now)
    for subscription in _all():
        access = _with_what_follows(grants_of(subscription), now)
        if _ends_soon(access, now) and subscription.warned_of != access.until:
            _warn(subscription, access)


def _all() -> Iterator[Subscription]:
    """With their pilots, so that however many there are, a few queries tell what each was granted."""
    rows = Subscription.objects.select_related("workspace", "plan").prefetch_related("workspace__pilots")
    return rows.order_by("pk").iterator(chunk_size=500)


def _with_what_follows(grants: Sequence[Grant], now: datetime) -> Access:
    """Up to the end of what was granted without a gap: a trial that a pilot follows is no end."""
    access = access_at(grants, now)
    return replace(access, until=granted_until(grants, now)) if access.state in ENDS_BY_ITSELF else access


def _ends_soon(access: Access, now: datetime) -> bool:
    return access.state in ENDS_BY_ITSELF and access.until is not None and access.until - now <= WARNED_BEFORE


@transaction.atomic
def _follow_one(pk: int, *, now: datetime) -> None:
    rows = Subscription.objects.select_for_update(of=("self",)).select_related("workspace", "plan")
    subscription = rows.filter(pk=pk).first()
    if subscription is not None and follow(subscription, author=TIME, now=now):
        log.info("subscription.state", extra={"workspace_id": subscription.workspace_id, "state": subscription.state})


@transaction.atomic
def _tell(subscription: Subscription, *, now: datetime) -> None:
    """Its mails are there with the note that they are, and so once."""
    access = access_at(grants_of(subscription), now)
    if access.state != subscription.state:
        return
    untold = Subscription.objects.untold().filter(pk=subscription.pk, state=subscription.state)
    if untold.update(told_state=subscription.state):
        tell_state(subscription, access)


@transaction.atomic
def _warn(subscription: Subscription, access: Access) -> None:
    """Some days before the end of what is granted, once for each end."""
    unwarned = Subscription.objects.filter(pk=subscription.pk).exclude(warned_of=access.until)
    if unwarned.update(warned_of=access.until):
        tell_end_nears(subscription, access)
