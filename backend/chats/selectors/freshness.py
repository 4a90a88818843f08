"""How old the data are over all cabinets, in one question whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Count, F
from django.db.models.functions import Greatest

from chats.freshness import DELAYED_AFTER
from chats.models import ChatAccount, SyncState
from chats.models.chat_account import ChatAccountQuerySet

QUANTILES: Final = (0.5, 0.95, 0.99, 1.0)

ASK: Final = """
SELECT percentile_disc(%(quantiles)s::float8[]) WITHIN GROUP (ORDER BY extract(epoch FROM %(now)s - fresh_at)::float8),
       count(*) FILTER (WHERE fresh_at < %(now)s - %(late)s::interval),
       extract(epoch FROM %(now)s - min(swept_at))::float8,
       extract(epoch FROM %(now)s - min(fully_swept_at))::float8,
       coalesce(sum(page_limits_hit), 0), coalesce(sum(list_loops), 0)
FROM (
  SELECT coalesce(state.fresh_at, account.connected_at) AS fresh_at,
         coalesce(state.swept_at, state.import_finished_at, account.connected_at) AS swept_at,
         coalesce(state.fully_swept_at, state.import_finished_at, account.connected_at) AS fully_swept_at,
         state.page_limits_hit, state.list_loops
  FROM chat_accounts account JOIN chat_sync_state state ON state.chat_account_id = account.id
  WHERE account.disconnected_at IS NULL AND account.state = 'active' AND account.can_read_history
) AS polled
"""


@dataclass(frozen=True)
class Freshness:
    """Of the cabinets that are being read. The quantiles and the sweeps are absent when there is none."""

    age_by_quantile: dict[float, float]
    late: int
    since_sweep: float | None
    since_full_sweep: float | None
    page_limits_hit: int
    list_loops: int


def freshness(*, now: datetime) -> Freshness:
    values: dict[str, Any] = {"now": now, "quantiles": list(QUANTILES), "late": DELAYED_AFTER}
    with connection.cursor() as cursor:
        cursor.execute(ASK, values)
        ages, late, since_sweep, since_full_sweep, limits, loops = cursor.fetchone()
    return Freshness(
        age_by_quantile={quantile: max(0.0, age) for quantile, age in zip(QUANTILES, ages or [], strict=False)},
        late=late,
        since_sweep=since_sweep,
        since_full_sweep=since_full_sweep,
        page_limits_hit=int(limits),
        list_loops=int(loops),
    )


def late_accounts(*, now: datetime) -> ChatAccountQuerySet:
    """Cabinets that ought to be read and were not for five minutes; one that just came back has five to begin.

    Where the subscription closes the messages nobody but the seller can act.
    """
    since = Greatest("sync_state__fresh_at", "connected_at", "state_changed_at")
    polled = ChatAccount.objects.polled().filter(can_read_history=True)
    return polled.alias(since=since).filter(since__lt=now - DELAYED_AFTER)


def troubled_accounts(*, now: datetime) -> ChatAccountQuerySet:
    """Cabinets that are not paused and whose data are late, whoever has to act; the oldest data first."""
    since = Greatest("sync_state__fresh_at", "connected_at")
    watched = ChatAccount.objects.live().exclude(state=ChatAccount.State.PAUSED).alias(since=since)
    late = watched.filter(since__lt=now - DELAYED_AFTER).select_related("workspace", "sync_state")
    return late.defer("credentials").order_by(F("sync_state__fresh_at").asc(nulls_first=True), "pk")


def accounts_by_state() -> dict[str, int]:
    """Connected cabinets; every state is named."""
    found = dict(ChatAccount.objects.live().values_list("state").annotate(number=Count("pk")).order_by())
    return {state.value: found.get(state.value, 0) for state in ChatAccount.State}


def imports_by_state() -> dict[str, int]:
    live = SyncState.objects.filter(chat_account__disconnected_at=None).values_list("import_state")
    found = dict(live.annotate(number=Count("pk")).order_by())
    return {state.value: found.get(state.value, 0) for state in SyncState.ImportState}
