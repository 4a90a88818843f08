"""How near the end of a key is."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

WARNED_DAYS_BEFORE: Final = (1, 7, 14)


def warning_for(left: timedelta) -> int | None:
    """Which of the warnings a key with so much time left calls for; None while there is time, and when it is over."""
    if left <= timedelta(0):
        return None
    return next((days for days in WARNED_DAYS_BEFORE if left <= timedelta(days=days)), None)
