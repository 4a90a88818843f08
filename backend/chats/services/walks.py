"""What imports and sweeps share: how a walk ends, and how many of them may be at work."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db.models import F

from chats.models import SyncState


class WalkEnd(StrEnum):
    """The values are codes of the error table."""

    COMPLETE = "complete"
    LOOP = "list_loops"
    PAGE_LIMIT = "list_too_long"


def is_crowded(now: datetime, *, with_me: bool = False) -> bool:
    """Whether so many slices are at work that the looks would find no worker free."""
    at_work = SyncState.objects.filter(bulk_until__gt=now).count()
    return at_work >= settings.BULK_SLICES_AT_ONCE + int(with_me)


def counted(how: WalkEnd) -> dict[str, object]:
    """Where it is counted that a walk ended before the end of its list."""
    if how is WalkEnd.LOOP:
        return {"list_loops": F("list_loops") + 1}
    return {"page_limits_hit": F("page_limits_hit") + 1} if how is WalkEnd.PAGE_LIMIT else {}
