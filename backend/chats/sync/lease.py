"""Two leases per account, so that two runs of one kind never meet and an import never blocks a look."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from core import soft_limit
from core.outages import is_outage

log = logging.getLogger(__name__)

PAUSE_SECONDS: Final = 1.0

TAKE: Final = """
UPDATE chat_sync_state SET {kind}_owner = %(owner)s, {kind}_until = %(until)s
WHERE chat_account_id = %(account)s AND ({kind}_until IS NULL OR {kind}_until <= %(now)s)
"""
RELEASE: Final = """
UPDATE chat_sync_state SET {kind}_owner = NULL, {kind}_until = NULL
WHERE chat_account_id = %(account)s AND {kind}_owner = %(owner)s
"""


class Lease(StrEnum):
    LOOK = "look"
    BULK = "bulk"


def take_lease(*, account_id: int, kind: Lease, owner: UUID, now: datetime, length: timedelta) -> bool:
    """Take the account for one run; False when another run holds it. The length outlives the hard time limit."""
    values = {"account": account_id, "owner": owner, "now": now, "until": now + length}
    return _did_change(TAKE.format(kind=kind), values)


def release_lease(*, account_id: int, kind: Lease, owner: UUID) -> bool:
    """Give the account back; a run that outlived its lease must not take it from the next one."""
    return _did_change(RELEASE.format(kind=kind), {"account": account_id, "owner": owner})


def give_back(*, account_id: int, kind: Lease, owner: UUID, until: float) -> None:
    """Release at the end of a run. While the database is out of reach, try again up to a moment of the monotonic clock:
    nobody looks at the account before its lease has run out, so a soft limit cuts this no more.
    """
    soft_limit.lift()
    while True:
        try:
            release_lease(account_id=account_id, kind=kind, owner=owner)
            return
        except (OperationalError, InterfaceError) as error:
            if not is_outage(error):
                raise
            if time.monotonic() >= until:
                log.warning("sync.lease_kept", extra={"account_id": account_id, "kind": kind.value})
                return
        connection.close_if_unusable_or_obsolete()
        time.sleep(PAUSE_SECONDS)


def _did_change(statement: str, values: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)
