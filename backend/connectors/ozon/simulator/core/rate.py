from __future__ import annotations

from collections import deque

from connectors.ozon.simulator.core.moments import SECOND


class RateWindow:
    """Calls of the last second; remembers the busiest second it saw."""

    def __init__(self) -> None:
        self._calls: deque[int] = deque()
        self.peak = 0

    def take(self, now: int, limit: int) -> bool:
        """Count the call, unless the second is full (a limit of 0 is no limit)."""
        while self._calls and self._calls[0] <= now - SECOND:
            self._calls.popleft()
        if limit and len(self._calls) >= limit:
            return False
        self._calls.append(now)
        self.peak = max(self.peak, len(self._calls))
        return True

    def remaining(self, limit: int) -> int:
        return max(0, limit - len(self._calls)) if limit else 1000
