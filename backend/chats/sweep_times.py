"""When the sweeps of an account are due: at a moment of its own, so that thousands of them do not meet."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Final

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
NIGHT_BEGINS: Final = timedelta(hours=21)
"""Midnight in Moscow."""
NIGHT_LASTS: Final = timedelta(hours=6)
OVERDUE: Final = timedelta(minutes=15)
NIGHT_OVERDUE: Final = timedelta(hours=2)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def share_of(account_id: int) -> float:
    """A number from 0 up to 1, scattered over the accounts and always the same for one."""
    scattered = int.from_bytes(hashlib.blake2b(b"sweep:%d" % account_id, digest_size=8).digest())
    return scattered % 1_000_000 / 1_000_000


def next_sweep(account_id: int, *, now: datetime) -> datetime:
    """The account's minute of the hour."""
    return _next(now, period=HOUR, phase=HOUR * share_of(account_id))


def next_full_sweep(account_id: int, *, now: datetime) -> datetime:
    """The account's moment of the night."""
    return _next(now, period=DAY, phase=NIGHT_BEGINS + NIGHT_LASTS * share_of(account_id))


def made_up_sweep(account_id: int, *, now: datetime) -> datetime:
    """For a night that was missed: soon, and scattered like the night itself."""
    return now + NIGHT_LASTS * share_of(account_id)


def sweep_anew(account_id: int, *, now: datetime) -> datetime | None:
    """For one that was broken off: at the account's next minute of the hour; None once its night is long over."""
    began = next_full_sweep(account_id, now=now) - DAY
    again = next_sweep(account_id, now=now)
    return again if again - began <= NIGHT_LASTS else None


def _next(now: datetime, *, period: timedelta, phase: timedelta) -> datetime:
    turns = (now - _EPOCH - phase) // period
    return _EPOCH + phase + (turns + 1) * period
