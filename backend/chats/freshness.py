"""When the data of an account is old enough to be said so."""

from datetime import datetime, timedelta
from typing import Final

DELAYED_AFTER: Final = timedelta(minutes=5)


def is_delayed(*, fresh_at: datetime | None, connected_at: datetime, is_watched: bool, now: datetime) -> bool:
    """A new account has five minutes for its first look; one that is paused or disconnected is not late."""
    return is_watched and now - (fresh_at or connected_at) > DELAYED_AFTER


def age_seconds(fresh_at: datetime | None, now: datetime) -> int | None:
    return None if fresh_at is None else max(0, int((now - fresh_at).total_seconds()))
