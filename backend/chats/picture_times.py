"""When a marketplace is asked again what it decided about a picture."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

ASKED_AFTER: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))


def next_question(*, seen_at: datetime, now: datetime) -> datetime | None:
    """After one, five and thirty minutes; what is undecided then is learned when the chat is read next."""
    return next((seen_at + wait for wait in ASKED_AFTER if seen_at + wait > now), None)
