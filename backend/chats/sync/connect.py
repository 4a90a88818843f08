"""From stored credentials to a connector: the only place where a marketplace key is opened."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, partial

from django.conf import settings

from chats.models import ChatAccount
from chats.services.call_counts import count_call
from chats.services.drift import note_drift
from connectors import registry
from connectors.base import ReadsByChat
from connectors.throttle import Lane
from connectors.throttle_redis import RedisLimiter
from core import redis, soft_limit
from core.crypto import decrypt, encrypt


def connector_for(account: ChatAccount, *, lane: Lane = Lane.PERSON) -> ReadsByChat:
    """Speak to the marketplace in the name of a connected account."""
    return open_marketplace(account.marketplace, json.loads(decrypt(account.credentials)), lane=lane)


def looker_for(account: ChatAccount) -> ReadsByChat:
    """For looks by the schedule: whoever waits for an answer goes first."""
    return connector_for(account, lane=Lane.BACKGROUND)


def importer_for(account: ChatAccount) -> ReadsByChat:
    """For imports and sweeps, whose reads wait for everybody else's."""
    return connector_for(account, lane=Lane.BULK)


def open_marketplace(name: str, credentials: Mapping[str, str], *, lane: Lane = Lane.PERSON) -> ReadsByChat:
    return registry.connect(
        name,
        credentials,
        limiter=limiter_of(name, settings.REDIS_URL),
        base_url=base_url_of(name),
        on_drift=partial(note_drift, name),
        on_call=partial(count_call, name),
        lane=lane,
    )


def seal(credentials: Mapping[str, str]) -> str:
    """Credentials as they are stored."""
    return encrypt(json.dumps(dict(credentials), sort_keys=True))


def base_url_of(name: str) -> str | None:
    return {"ozon": settings.OZON_API_URL}.get(name)


@cache
def limiter_of(name: str, _redis_url: str) -> RedisLimiter:
    return TaskLimiter(redis.client(), marketplace=name)


class TaskLimiter(RedisLimiter):
    """Each call and each repeat of one comes by here, so a task whose time is up begins no more of them."""

    def acquire(self, *, account: str, method: str, lane: Lane, max_wait: float | None = None) -> float:
        waited = super().acquire(account=account, method=method, lane=lane, max_wait=max_wait)
        soft_limit.keep()
        return waited
