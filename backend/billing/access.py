"""Whether a workspace may work, from the spans of time that were granted to it. No clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from accounts.access import Access, AccessState

TRIAL: Final = timedelta(days=14)
GRACE: Final = timedelta(days=3)
SYNC_GOES_ON: Final = timedelta(days=30)
WARNED_BEFORE: Final = timedelta(days=3)


@dataclass(frozen=True)
class Grant:
    """A span in which a workspace may work; its first instant belongs to it, its last does not."""

    state: AccessState
    starts_at: datetime
    ends_at: datetime

    def covers(self, now: datetime) -> bool:
        return self.starts_at <= now < self.ends_at


def own_grants(
    *,
    trial: tuple[datetime | None, datetime | None],
    paid: tuple[datetime | None, datetime | None],
) -> list[Grant]:
    """Of a subscription: each span that has begun at all."""
    spans = ((AccessState.TRIAL, *trial), (AccessState.ACTIVE, *paid))
    return [Grant(state, start, end) for state, start, end in spans if start is not None and end is not None]


def access_at(grants: Sequence[Grant], now: datetime) -> Access:
    """Of several grants at once the one that lasts longest counts. Who was granted nothing yet has not begun."""
    if covering := [grant for grant in grants if grant.covers(now)]:
        longest = max(covering, key=lambda grant: grant.ends_at)
        return Access(longest.state, longest.ends_at)
    ended = [grant.ends_at for grant in grants if grant.ends_at <= now]
    if not ended:
        return Access(AccessState.TRIAL)
    grace_ends = max(ended) + GRACE
    sync_ends = grace_ends + SYNC_GOES_ON
    if now < grace_ends:
        return Access(AccessState.GRACE, grace_ends)
    if now < sync_ends:
        return Access(AccessState.READ_ONLY, sync_ends)
    return Access(AccessState.STOPPED)


def last_end(grants: Sequence[Grant], now: datetime) -> datetime | None:
    """When what is granted ends, or ended last; None for whom nothing was granted up to now."""
    if any(grant.covers(now) for grant in grants):
        return granted_until(grants, now)
    return max((grant.ends_at for grant in grants if grant.ends_at <= now), default=None)


def granted_until(grants: Sequence[Grant], now: datetime) -> datetime:
    """Up to when the workspace may work without a gap from now on: a month that is paid begins there."""
    end = now
    while following := [grant.ends_at for grant in grants if grant.covers(end)]:
        end = max(following)
    return end
