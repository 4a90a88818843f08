"""When an interval is due: at a fixed phase counted from the epoch, whenever the last run or the start was."""

import hashlib
import math
import time
from datetime import datetime
from typing import Any, Final

from celery.schedules import schedstate, schedule

# A short interval that was missed is not caught up, for its next turn is near: after a standstill of the scheduler
# all accounts would otherwise fire in the same second.
SHORT_PERIOD_SECONDS: Final = 600
GRACE_SECONDS: Final = 10


def phase_of(*, entry_id: int, period: float) -> float:
    """Where in its period an entry is due: scattered over the entries, and the same after each restart."""
    scattered = int.from_bytes(hashlib.blake2b(str(entry_id).encode(), digest_size=8).digest())
    return scattered % 1_000_000 / 1_000_000 * period


def turn_of(moment: float, *, period: float, phase: float) -> int:
    """The number of the period that a moment falls into. An entry runs at most once per turn."""
    return math.floor((moment - phase) / period)


def state_at(now: float, *, last_run: float, period: float, phase: float) -> tuple[bool, float]:
    """Whether to run now, and the seconds until the next turn begins."""
    turn = turn_of(now, period=period, phase=phase)
    began_at = turn * period + phase
    is_new = turn_of(last_run, period=period, phase=phase) < turn
    is_worth_it = period > SHORT_PERIOD_SECONDS or now - began_at <= min(GRACE_SECONDS, period / 2)
    return is_new and is_worth_it, began_at + period - now


class PhasedSchedule(schedule):
    def __init__(self, *, period: float, phase: float, app: Any = None) -> None:
        super().__init__(run_every=period, app=app)
        self.period = period
        self.phase = phase

    def is_due(self, last_run_at: datetime) -> schedstate:
        due, wait = state_at(time.time(), last_run=last_run_at.timestamp(), period=self.period, phase=self.phase)
        return schedstate(is_due=due, next=max(wait, 0.001))

    def lag(self, now: float) -> float:
        """Seconds since the turn began that a run at this moment belongs to."""
        return (now - self.phase) % self.period
