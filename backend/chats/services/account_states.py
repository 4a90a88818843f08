"""The states of a chat account: each is entered and left in one place, and told to the owners once."""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from chats.failure_codes import state_of
from chats.models import Change, ChatAccount, SyncState
from chats.services.account_mails import tell_recovered, tell_stopped
from chats.services.changes import change_feed, record
from core.queue import enqueue

log = logging.getLogger(__name__)

PROBE_EVERY: Final = timedelta(hours=1)
FIRST_BACKOFF: Final = timedelta(seconds=45)
LONGEST_BACKOFF: Final = timedelta(minutes=15)
MAY_MEAN_EXPIRED: Final = ("key_invalid", "key_deactivated", "access_denied")
SHUT_OUT: Final = (ChatAccount.State.NEEDS_KEY, ChatAccount.State.NEEDS_SUBSCRIPTION, ChatAccount.State.BLOCKED)


def shut_out(account: ChatAccount, *, code: str, detail: str = "", now: datetime) -> None:
    """The marketplace refuses this account until a person acts: polling ends, a probe an hour stays.

    A refusal of a key that was replaced meanwhile says nothing about the new one.
    """
    with change_feed():
        current = ChatAccount.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=account.pk)
        if not current.is_live or current.state == ChatAccount.State.PAUSED:
            return
        if current.credentials != account.credentials:
            return
        if code in MAY_MEAN_EXPIRED and current.key_expires_at is not None and current.key_expires_at <= now:
            code = "key_expired"
        _note_failure(current, code=code, next_attempt_at=now + PROBE_EVERY, now=now)
        before = current.state
        state = ChatAccount.State(state_of(code))
        if (before, current.state_code) == (state, code):
            return
        enter_state(current, state, code=code, now=now)
        if before == ChatAccount.State.ACTIVE:
            log.warning("account.shut_out", extra={"account_id": current.pk, "code": code, "detail": detail})
        if before != state:
            tell_stopped(current)


def let_in(account: ChatAccount, *, now: datetime) -> None:
    """The marketplace answers again; called after whatever has proven it."""
    with change_feed():
        current = ChatAccount.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=account.pk)
        if not current.is_live or current.state not in SHUT_OUT:
            return
        if current.credentials != account.credentials:
            return
        enter_state(current, ChatAccount.State.ACTIVE, now=now)
        log.info("account.let_in", extra={"account_id": current.pk})
        enqueue("chats.recheck_account", account_id=current.pk)
        if current.can_read_history:
            tell_recovered(current)


def wait_out(account: ChatAccount, *, code: str, until: datetime | None = None, now: datetime) -> None:
    """A failure that passes by itself: the next attempt comes later and later, at most a quarter of an hour."""
    state = SyncState.objects.get(chat_account=account)
    if state.failures_in_row == 0:
        log.warning("sync.delayed", extra={"account_id": account.pk, "code": code})
    later = now + backoff(state.failures_in_row)
    _note_failure(account, code=code, next_attempt_at=max(later, until) if until else later, now=now)


def backoff(failures_before: int) -> timedelta:
    """Doubled with every failure in a row, and scattered so that accounts do not come back all at once."""
    doublings: int = 2 ** min(failures_before, 10)
    return min(FIRST_BACKOFF * doublings, LONGEST_BACKOFF) * random.uniform(0.75, 1)  # noqa: S311  # not a secret


def enter_state(account: ChatAccount, state: ChatAccount.State, *, code: str = "", now: datetime) -> None:
    """Write the state and announce it; the caller holds the row and the transaction."""
    account.state = state
    account.state_code = code
    account.state_changed_at = now
    account.can_read = state != ChatAccount.State.NEEDS_SUBSCRIPTION
    account.save(update_fields=["state", "state_code", "state_changed_at", "can_read"])
    record(account.workspace_id, Change.Kind.ACCOUNT_UPDATED, chat_account_id=account.pk)


def forget_failures(account: ChatAccount) -> None:
    """Nothing stands in the way of the next look any more."""
    SyncState.objects.filter(chat_account=account).update(
        next_attempt_at=None, failures_in_row=0, last_error_code="", last_error_at=None
    )


def _note_failure(account: ChatAccount, *, code: str, next_attempt_at: datetime, now: datetime) -> None:
    SyncState.objects.filter(chat_account=account).update(
        next_attempt_at=next_attempt_at,
        failures_in_row=F("failures_in_row") + 1,
        last_error_code=code,
        last_error_at=now,
    )
