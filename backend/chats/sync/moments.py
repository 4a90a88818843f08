"""The times of messages, as far as they can be believed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from connectors.records import RemoteMessage

NOTHING_BEFORE: Final = datetime(2010, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER_AT_MOST: Final = timedelta(days=1)


def is_believable(moment: datetime, *, now: datetime) -> bool:
    """False for a time at which nothing can have been written: long before there were such chats, or still to come."""
    return NOTHING_BEFORE <= moment <= now + CLOCKS_DIFFER_AT_MOST


def incredible(messages: Iterable[RemoteMessage], *, now: datetime) -> int:
    """How many messages have a time that nobody can believe."""
    return sum(message.sent_at is not None and not is_believable(message.sent_at, now=now) for message in messages)


def with_moments(
    messages: Iterable[RemoteMessage], *, otherwise: datetime, now: datetime
) -> list[tuple[RemoteMessage, datetime]]:
    """Each message with a time, oldest first; one without, or with an incredible one, takes its nearest neighbour's."""
    ordered = [(message, _moment(message, now)) for message in sorted(messages, key=lambda message: message.position)]
    latest = next((moment for _, moment in ordered if moment), otherwise)
    timed: list[tuple[RemoteMessage, datetime]] = []
    for message, moment in ordered:
        latest = moment or latest
        timed.append((message, latest))
    return timed


def reaches(messages: Iterable[RemoteMessage], since: datetime | None) -> bool:
    """True when a page goes back beyond the depth that is wanted."""
    if since is None:
        return False
    return any(message.sent_at is not None and NOTHING_BEFORE <= message.sent_at < since for message in messages)


def _moment(message: RemoteMessage, now: datetime) -> datetime | None:
    return message.sent_at if message.sent_at and is_believable(message.sent_at, now=now) else None
