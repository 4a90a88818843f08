"""The budget of calls kept in memory, for tests that run in one process."""

import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from connectors.throttle import STANDARD, Budget, Lane, Refusal, WaitingLimiter, utc_now

LONGEST_PAUSE = 300.0


class MemoryLimiter(WaitingLimiter):
    """Grants as the shared one does, for one process and with any clock."""

    def __init__(
        self,
        *,
        budget: Budget = STANDARD,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(sleep=sleep, now=now)
        self._budget = budget
        self._clock = clock
        self._calls: dict[str, list[float]] = defaultdict(list)
        self._reads: dict[str, list[float]] = defaultdict(list)
        self._held_until: dict[tuple[str, str], float] = {}
        self._times: dict[tuple[str, str], int] = defaultdict(int)
        self._lowered: dict[str, int] = {}

    def take(self, *, account: str, method: str, lane: Lane) -> Refusal | None:
        now = self._clock()
        for what, code in (("", "rate_limited"), (method, "method_paused")):
            left = self._held_until.get((account, what), now) - now
            if left > 0:
                return Refusal(left, code)
        calls = min(self._budget.calls, self._lowered.get(account, self._budget.calls))
        needed = self._wait(self._calls[account], calls, now)
        if lane is not Lane.REPLY:
            reads = min(self._budget.reads, max(1, calls - 1))
            reads = max(1, reads - 1) if lane is Lane.BULK else reads
            needed = max(needed, self._wait(self._reads[account], reads, now))
        if needed > 0:
            return Refusal(needed)
        self._calls[account] = [*self._calls[account], now][-self._budget.calls :]
        if lane is not Lane.REPLY:
            self._reads[account] = [*self._reads[account], now][-self._budget.reads :]
        return None

    def block(self, *, account: str, seconds: float | None) -> float:
        if seconds is None:
            self._times[account, ""] += 1
            seconds = min(60.0, 2.0 ** (self._times[account, ""] - 1))
        return self._hold(account, "", seconds)

    def pause_method(self, *, account: str, method: str) -> float:
        left = self._held_until.get((account, method), 0) - self._clock()
        if left > 0:
            return left
        self._times[account, method] += 1
        return self._hold(account, method, min(LONGEST_PAUSE, 60.0 * self._times[account, method]))

    def lower(self, *, account: str, per_second: int) -> None:
        self._lowered[account] = max(1, per_second)

    def _hold(self, account: str, what: str, seconds: float) -> float:
        self._held_until[account, what] = self._clock() + seconds
        return seconds

    def _wait(self, granted: list[float], limit: int, now: float) -> float:
        if len(granted) < limit:
            return 0.0
        return max(0.0, granted[-limit] + self._budget.window_seconds - now)
