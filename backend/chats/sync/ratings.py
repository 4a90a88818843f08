"""Asking a marketplace how it rates a cabinet. A refusal takes away only the ratings."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from chats.failure_codes import ratings_code
from chats.models import ChatAccount
from chats.services.ratings import (
    FETCHED_EVERY,
    TRIED_AGAIN_AFTER,
    claim_fetch,
    note_failure,
    rated_accounts,
    store_ratings,
    wanted_since,
)
from chats.sync.log_ids import log_as
from connectors.base import GivesRatings, ReadsByChat
from connectors.errors import ConnectorError, RateLimited, Rejected
from connectors.ratings import RemoteRating
from core.crypto import UnreadableSecret

log = logging.getLogger(__name__)


def fetch_ratings(
    *, account_id: int, connect: Callable[[ChatAccount], ReadsByChat], clock: Callable[[], datetime]
) -> None:
    """One attempt; whoever comes before the appointed time, or second, does nothing."""
    now = clock()
    account = rated_accounts().filter(pk=account_id).first()
    if account is None or not claim_fetch(account, now=now):
        return
    log_as(account)
    try:
        found = _read(connect(account), account, now)
    except ConnectorError as failure:
        _note(account, ratings_code(failure), next_at=_next_attempt(failure, now))
    except UnreadableSecret:
        _note(account, "credentials_unreadable", next_at=now + FETCHED_EVERY)
    else:
        stored = store_ratings(account, found, now=now)
        log.info("ratings.fetched", extra={"account_id": account.pk, "stored": stored})


def _read(connector: ReadsByChat, account: ChatAccount, now: datetime) -> tuple[RemoteRating, ...]:
    if not isinstance(connector, GivesRatings):
        return ()
    today = now.astimezone(UTC).date()
    return connector.ratings(since=wanted_since(account, today=today), until=today)


def _next_attempt(failure: ConnectorError, now: datetime) -> datetime:
    """A refusal stands until somebody changes the key or the subscription; anything else passes."""
    if isinstance(failure, RateLimited):
        return max(failure.until, now + TRIED_AGAIN_AFTER)
    return now + (FETCHED_EVERY if isinstance(failure, Rejected) else TRIED_AGAIN_AFTER)


def _note(account: ChatAccount, code: str, *, next_at: datetime) -> None:
    log.info("ratings.fetch_failed", extra={"account_id": account.pk, "code": code})
    note_failure(account, code=code, next_at=next_at)
