"""Who has a chat open, and who is writing in it: kept in Redis for as long as the browser goes on saying so.

It is a courtesy between colleagues; what keeps two answers apart is the check when a reply is taken.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from redis.exceptions import RedisError

from accounts.models import Membership
from chats.models import Chat
from core import redis

SAID_EVERY: Final = timedelta(seconds=10)
LASTS: Final = timedelta(seconds=25)


class PresenceState(StrEnum):
    VIEWING = "viewing"
    WRITING = "writing"
    GONE = "gone"


@dataclass(frozen=True)
class Present:
    member_id: int
    name: str
    state: str
    since: datetime


@dataclass(frozen=True)
class Company:
    """The others in the chat; without Redis nobody knows."""

    others: tuple[Present, ...]
    is_known: bool = True


def say_presence(*, chat: Chat, member: Membership, state: PresenceState, now: datetime) -> Company:
    key, own = f"presence:{chat.pk}", str(member.pk)
    try:
        client = redis.client()
        there = {str(id_): str(entry) for id_, entry in client.hgetall(key).items()}
        if state is PresenceState.GONE:
            client.hdel(key, own)
        else:
            entry = _entry(member, state, known=there.get(own), now=now)
            with client.pipeline(transaction=True) as pipeline:
                pipeline.hset(key, own, entry)
                pipeline.expire(key, LASTS)
                pipeline.execute()
    except RedisError:
        return Company((), is_known=False)
    return Company(_others(there, own=own, now=now))


def _entry(member: Membership, state: PresenceState, *, known: str | None, now: datetime) -> str:
    """`since` is when this state began, as long as it was never interrupted."""
    before = json.loads(known) if known else {}
    goes_on = bool(before) and before["state"] == state and _is_fresh(before, now)
    since = before["since"] if goes_on else now.timestamp()
    return json.dumps({"name": member.name, "state": state, "since": since, "said": now.timestamp()})


def _others(there: dict[str, str], *, own: str, now: datetime) -> tuple[Present, ...]:
    entries = {int(id_): json.loads(entry) for id_, entry in there.items() if id_ != own}
    return tuple(
        Present(id_, entry["name"], entry["state"], datetime.fromtimestamp(entry["since"], tz=now.tzinfo))
        for id_, entry in sorted(entries.items())
        if _is_fresh(entry, now)
    )


def _is_fresh(entry: dict[str, Any], now: datetime) -> bool:
    is_fresh: bool = now.timestamp() - entry["said"] < LASTS.total_seconds()
    return is_fresh
