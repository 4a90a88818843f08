"""Indexes that are made or dropped beside the running product: CONCURRENTLY."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.db import connection

CONCURRENT: Final = re.compile(r"\s*(CREATE|DROP|REINDEX)\b.*\bCONCURRENTLY\b", re.IGNORECASE | re.DOTALL)
# What an index that was made beside the running product leaves when it is broken off.
HALF_MADE: Final = """
SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT indisvalid AND relnamespace = 'public'::regnamespace
"""


def wait_out_older_transactions(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """For `execute_wrapper`: lift `lock_timeout` from a statement that waits until older transactions have ended.

    PostgreSQL counts that as waiting for a lock, for a backup too, whatever tables it reads. Nobody queues up behind:
    the table is read and written meanwhile. `statement_timeout` still ends it.
    """
    if not CONCURRENT.match(sql):
        return execute(sql, params, many, context)
    with context["connection"].cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', '0', false)")
        (usual, _none) = cursor.fetchone()
        try:
            return execute(sql, params, many, context)
        finally:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [usual])


def drop_half_made() -> None:
    with connection.cursor() as cursor:
        cursor.execute(HALF_MADE)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
