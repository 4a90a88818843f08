"""Two leases per account, so that two runs of one kind never meet and an import never blocks a look."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from chats.models import SyncState


class Lease(StrEnum):
    LOOK = "look"
    BULK = "bulk"


def take_lease(*, account_id: int, kind: Lease, owner: UUID, now: datetime, length: timedelta) -> bool:
    """Take the account for one run; False when another run holds it. The length outlives the hard time limit."""
    owned_by, until = f"{kind}_owner", f"{kind}_until"
    free = SyncState.objects.filter(chat_account_id=account_id).filter(
        Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__lte": now})
    )
    return free.update(**{owned_by: owner, until: now + length}) == 1


def release_lease(*, account_id: int, kind: Lease, owner: UUID) -> bool:
    """Give the account back; a run that outlived its lease must not take it from the next one."""
    held = SyncState.objects.filter(chat_account_id=account_id, **{f"{kind}_owner": owner})
    return held.update(**{f"{kind}_owner": None, f"{kind}_until": None}) == 1
