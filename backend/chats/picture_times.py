"""When a marketplace is asked again for a picture: what it decided about it, or what it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

ASKED_AFTER: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=24),
)


def next_question(*, seen_at: datetime, now: datetime) -> datetime | None:
    """Ever more seldom for a day; what is open then is learned when the chat is read, if it is read so far back."""
    return next((seen_at + wait for wait in ASKED_AFTER if seen_at + wait > now), None)
