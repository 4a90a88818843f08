"""A look from its door to its record: may it run, is the account free, what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import uuid4

from billiard.exceptions import SoftTimeLimitExceeded
from django.db.models import F

from chats.failure_codes import shown_code
from chats.models import ChatAccount, SyncRun, SyncState
from chats.services import account_states
from chats.services.account_abilities import forbid_history
from chats.services.drift import store_rest_of_drift
from chats.services.sync_runs import count_skipped_look, record_look
from chats.sync.account_states import confirming, take_failure
from chats.sync.lease import Lease, give_back, take_lease
from chats.sync.log_ids import log_as
from chats.sync.look import Look, look
from chats.sync.reading import Reader, deadline
from chats.sync.run_limits import GIVEN_BACK_WITHIN, LEASE_LENGTH
from chats.sync.troubles import NOTHING_SHOWN
from connectors.base import ReadsByChat
from connectors.errors import ConnectorError
from core.crypto import UnreadableSecret

Connect = Callable[[ChatAccount], ReadsByChat]
Clock = Callable[[], datetime]

# A look asks itself before each call whether it is late.
LOOK_SECONDS: Final = 40.0
CUT: Final = "internal_error"


def run_look(*, account_id: int, connect: Connect, clock: Clock, is_asked_for: bool = False) -> SyncRun | None:
    """Look at one account unless it has to wait or another look is at it; a person's asking does not wait.

    A refused account is asked for nothing but a probe an hour: that is its next attempt.
    """
    started_at = clock()
    account = ChatAccount.objects.select_related("sync_state").filter(pk=account_id).first()
    if account is None or not account.is_live or account.state == ChatAccount.State.PAUSED:
        return None
    log_as(account)
    next_attempt_at = account.sync_state.next_attempt_at
    if not is_asked_for and next_attempt_at is not None and started_at < next_attempt_at:
        return None
    owner, began = uuid4(), time.monotonic()
    if not take_lease(account_id=account.pk, kind=Lease.LOOK, owner=owner, now=started_at, length=LEASE_LENGTH):
        count_skipped_look(account, now=started_at)
        return None
    try:
        return _look(account, connect, clock, started_at=started_at)
    finally:
        give_back(account_id=account.pk, kind=Lease.LOOK, owner=owner, until=began + GIVEN_BACK_WITHIN)


def _look(account: ChatAccount, connect: Connect, clock: Clock, *, started_at: datetime) -> SyncRun:
    seen = Look()
    reader: Reader | None = None
    code = detail = ""
    try:
        reader = Reader(connect(account))
        with confirming(reader, account):
            look(reader, account, seen, now=started_at, is_late=deadline(LOOK_SECONDS))
    except ConnectorError as error:
        code, detail = shown_code(error), error.detail
        take_failure(account, error, now=clock())
    except SoftTimeLimitExceeded:
        # No blame of the cabinet: a look ends much earlier by itself, unless our own side is slow.
        code = CUT
    except UnreadableSecret:
        code = "credentials_unreadable"
        account_states.shut_out(account, code=code, now=clock())
    else:
        _note_success(account, seen, started_at=started_at)
    if seen.hit_page_limit:
        _call_sweep(account, now=started_at)
    run = _run(account, seen, started_at=started_at, ended_at=clock(), calls=reader.calls if reader else 0)
    if code:
        run.result, run.error_code, run.error_detail = SyncRun.Result.FAILED, code, detail[:300]
    record_look(run)
    store_rest_of_drift()
    return run


def _note_success(account: ChatAccount, seen: Look, *, started_at: datetime) -> None:
    """Freshness is the start of a look that saw everything it set out to see; without histories none does.

    A look in doubt is no failure, or a new chat that can be read would have to wait.
    """
    harvest = seen.harvest
    if not harvest.may_read_history:
        forbid_history(account)
    may_read = harvest.may_read_history and account.can_read_history
    is_complete = harvest.is_complete and may_read and not harvest.is_in_doubt
    SyncState.objects.filter(chat_account=account).update(
        **({"fresh_at": started_at} if is_complete else {}),
        page_limits_hit=F("page_limits_hit") + harvest.page_limits,
        next_attempt_at=None,
        failures_in_row=0,
        last_error_code=NOTHING_SHOWN if harvest.is_in_doubt else "",
        last_error_at=started_at if harvest.is_in_doubt else None,
    )
    if account.state != ChatAccount.State.ACTIVE:
        account_states.let_in(account, now=started_at)


def _call_sweep(account: ChatAccount, *, now: datetime) -> None:
    """What lies beyond the pages of a look a sweep finds, also when the look failed, and it need not wait its turn."""
    state = SyncState.objects.filter(chat_account=account)
    state.update(next_sweep_at=now, page_limits_hit=F("page_limits_hit") + 1)


def _run(account: ChatAccount, seen: Look, *, started_at: datetime, ended_at: datetime, calls: int) -> SyncRun:
    harvest = seen.harvest
    is_cut = seen.hit_page_limit or not harvest.is_complete or not harvest.may_read_history
    return SyncRun(
        chat_account=account,
        kind=SyncRun.Kind.LOOK,
        result=SyncRun.Result.PARTIAL if is_cut or harvest.chats_failed else SyncRun.Result.OK,
        started_at=started_at,
        ended_at=ended_at,
        calls=calls,
        chats_stored=harvest.chats_stored,
        messages_stored=harvest.messages_stored,
        chats_failed=harvest.chats_failed,
    )
