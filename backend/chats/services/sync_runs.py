"""Writing down what runs did: a row for those worth reading, a count per hour for all looks."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import F

from chats.models import ChatAccount, SyncHour, SyncRun, SyncState

SLOW: Final = timedelta(seconds=20)
KEPT: Final = timedelta(days=14)

COUNT_LOOK: Final = """
INSERT INTO chat_sync_hours (chat_account_id, hour, runs, idle_runs, skipped_runs, failed_runs, calls)
VALUES (%(account)s, %(hour)s, %(runs)s, %(idle)s, %(skipped)s, %(failed)s, %(calls)s)
ON CONFLICT (chat_account_id, hour) DO UPDATE SET
  runs = chat_sync_hours.runs + EXCLUDED.runs,
  idle_runs = chat_sync_hours.idle_runs + EXCLUDED.idle_runs,
  skipped_runs = chat_sync_hours.skipped_runs + EXCLUDED.skipped_runs,
  failed_runs = chat_sync_hours.failed_runs + EXCLUDED.failed_runs,
  calls = chat_sync_hours.calls + EXCLUDED.calls
"""


def record_look(run: SyncRun) -> None:
    """Count a look, and keep its row when it stored something, failed in part or whole, or was slow."""
    is_ok = run.result == SyncRun.Result.OK
    is_idle = is_ok and not run.chats_stored
    _count(
        run.chat_account_id,
        run.started_at,
        runs=1,
        idle=int(is_idle),
        failed=int(run.result == SyncRun.Result.FAILED),
        calls=run.calls,
    )
    if not is_idle or run.ended_at - run.started_at >= SLOW:
        run.save(force_insert=True)


def record_slice(run: SyncRun) -> None:
    """Keep the row of a slice of an import or a sweep, unless it stored nothing and met nothing."""
    if run.chats_stored or run.chats_failed or run.result != SyncRun.Result.OK:
        run.save(force_insert=True)


def count_skipped_look(account: ChatAccount, *, now: datetime) -> None:
    """A look met a running one and left."""
    SyncState.objects.filter(chat_account=account).update(looks_skipped=F("looks_skipped") + 1)
    _count(account.pk, now, skipped=1)


def forget_old_runs(*, now: datetime) -> int:
    """Drop what is older than two weeks."""
    rows, _ = SyncRun.objects.filter(started_at__lt=now - KEPT).delete()
    hours, _ = SyncHour.objects.filter(hour__lt=now - KEPT).delete()
    return rows + hours


def _count(
    account_id: int,
    at: datetime,
    *,
    runs: int = 0,
    idle: int = 0,
    skipped: int = 0,
    failed: int = 0,
    calls: int = 0,
) -> None:
    values: dict[str, int | datetime] = {
        "account": account_id,
        "hour": at.replace(minute=0, second=0, microsecond=0),
        "runs": runs,
        "idle": idle,
        "skipped": skipped,
        "failed": failed,
        "calls": calls,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT_LOOK, values)
