"""Freezing how a cabinet answered in the 30 days before it was connected."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction

from sla.models import Baseline, BaselineObligation, Obligation

LENGTH: Final = timedelta(days=30)
_COPIED: Final = (
    "workspace_id",
    "chat_account_id",
    "chat_id",
    "kind",
    "state",
    "opened_at",
    "due_at",
    "answered_at",
    "counted_at",
    "reply_seconds",
    "working_seconds",
    "answered_by_kind",
    "answered_by_member_id",
    "answered_by_api_key_id",
    "answered_by_name",
)


@transaction.atomic
def freeze_baseline(
    *, workspace_id: int, chat_account_id: int, connected_at: datetime, now: datetime, anew: bool = False
) -> Baseline:
    """Keep what is known of the time before the first connection as it is now; a second call changes nothing.

    `anew` is for a cabinet whose past was imported once more because the first import was wrong.
    """
    if anew:
        for earlier in Baseline.objects.select_for_update().filter(chat_account=chat_account_id):
            connected_at = min(connected_at, earlier.ends_at)
            earlier.delete()
    baseline, is_new = Baseline.objects.get_or_create(
        chat_account_id=chat_account_id,
        defaults={
            "workspace_id": workspace_id,
            "starts_at": connected_at - LENGTH,
            "ends_at": connected_at,
            "frozen_at": now,
            "measured_at": connected_at,
        },
    )
    if is_new:
        baseline.sample_size = _copy_obligations(baseline)
        baseline.save(update_fields=["sample_size"])
    return baseline


def _copy_obligations(baseline: Baseline) -> int:
    """In one statement, however many there are; returns their number.

    In the order of the chats: at the commit foreign keys lock their rows in it, as everybody does who locks several.
    """
    columns = ", ".join(_COPIED)
    source, target = Obligation._meta.db_table, BaselineObligation._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {target} (baseline_id, {columns}) SELECT %s, {columns} FROM {source}"  # noqa: S608
            " WHERE chat_account_id = %s AND opened_at >= %s AND opened_at < %s ORDER BY chat_id, id",
            [baseline.pk, baseline.chat_account_id, baseline.starts_at, baseline.ends_at],
        )
        return int(cursor.rowcount)
