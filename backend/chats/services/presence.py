"""Who has a chat open, and who is writing in it: kept in Redis for as long as the browser goes on saying so.

It is a courtesy between colleagues; what keeps two answers apart is the check when a reply is taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from redis.exceptions import RedisError

from accounts.models import Membership, Workspace
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


@dataclass(frozen=True)
class Companies:
    """The others by the chat they are in, in the whole workspace."""

    by_chat: dict[int, tuple[Present, ...]]
    is_known: bool = True


def say_presence(*, chat: Chat, member: Membership, state: PresenceState, now: datetime) -> Company:
    key, own = _key(chat.workspace_id), f"{chat.pk}:{member.pk}"
    try:
        client = redis.client()
        there = _read(key)
        if state is PresenceState.GONE:
            client.hdel(key, own)
        else:
            entry = _entry(member, state, known=there.get(own), now=now)
            with client.pipeline(transaction=True) as pipeline:
                pipeline.hset(key, own, entry)
                if silent := [field for field, said in there.items() if field != own and _is_silent(said, now)]:
                    pipeline.hdel(key, *silent)
                pipeline.expire(key, LASTS)
                pipeline.execute()
    except RedisError:
        return Company((), is_known=False)
    return Company(_others(there, reader_id=member.pk, now=now).get(chat.pk, ()))


def read_companies(*, workspace: Workspace, member: Membership, now: datetime) -> Companies:
    """One question for all chats: as many entries come back as there are chats open in the workspace."""
    try:
        there = _read(_key(workspace.pk))
    except RedisError:
        return Companies({}, is_known=False)
    return Companies(_others(there, reader_id=member.pk, now=now))


def _key(workspace_id: int) -> str:
    return f"presence:of:{workspace_id}"


def _read(key: str) -> dict[str, str]:
    """What was said, by `chat:member`."""
    return {str(field): str(entry) for field, entry in redis.client().hgetall(key).items()}


def _entry(member: Membership, state: PresenceState, *, known: str | None, now: datetime) -> str:
    """`since` is when this state began, as long as it was never interrupted."""
    before = json.loads(known) if known else {}
    goes_on = bool(before) and before["state"] == state and _is_fresh(before, now)
    since = before["since"] if goes_on else now.timestamp()
    return json.dumps({"name": member.name, "state": state, "since": since, "said": now.timestamp()})


def _others(there: dict[str, str], *, reader_id: int, now: datetime) -> dict[int, tuple[Present, ...]]:
    by_chat: dict[int, tuple[Present, ...]] = {}
    for chat_id, member_id, entry in sorted(_placed(there), key=lambda placed: placed[:2]):
        if member_id != reader_id and _is_fresh(entry, now):
            since = datetime.fromtimestamp(entry["since"], tz=now.tzinfo)
            present = Present(member_id, entry["name"], entry["state"], since)
            by_chat[chat_id] = (*by_chat.get(chat_id, ()), present)
    return by_chat


def _placed(there: dict[str, str]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for field, said in there.items():
        chat_id, member_id = field.split(":")
        yield int(chat_id), int(member_id), json.loads(said)


def _is_silent(said: str, now: datetime) -> bool:
    return not _is_fresh(json.loads(said), now)


def _is_fresh(entry: dict[str, Any], now: datetime) -> bool:
    is_fresh: bool = now.timestamp() - entry["said"] < LASTS.total_seconds()
    return is_fresh
