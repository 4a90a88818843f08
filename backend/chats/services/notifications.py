"""Reading one's notifications, and forgetting old ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from accounts.models import Membership
from sla.models import Delivery, Notification

KEPT_FOR: Final = timedelta(days=90)
BATCH: Final = 5_000
MOST_BATCHES: Final = 200


def mark_notifications_read(*, membership: Membership, up_to: int | None, now: datetime) -> int:
    """All, or those up to this id; returns how many are still unread."""
    unread = Notification.objects.of_member(membership).unread()
    (unread if up_to is None else unread.filter(pk__lte=up_to)).update(read_at=now)
    return unread.count()


def forget_old_notifications(*, now: datetime) -> int:
    """Also the log of deliveries. Events stay: they say what was told of a debt."""
    forgotten = 0
    for model in (Notification, Delivery):
        for _ in range(MOST_BATCHES):
            old = model._default_manager.filter(created_at__lt=now - KEPT_FOR).order_by("created_at").values("pk")
            deleted, _rows = model._default_manager.filter(pk__in=old[:BATCH]).delete()
            forgotten += deleted
            if deleted < BATCH:
                break
    return forgotten
