"""The import after connecting: the whole list, newest chats first, in short slices that go on where they stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final
from uuid import uuid4

from billiard.exceptions import SoftTimeLimitExceeded

from chats.failure_codes import shown_code
from chats.models import ChatAccount, SyncRun, SyncState
from chats.services.account_abilities import forbid_history
from chats.services.imports import UNFINISHED, begin_import, end_page, finish_import
from chats.sync.account_states import take_failure
from chats.sync.harvest import Harvest, read_chats
from chats.sync.lease import Lease, release_lease, take_lease
from chats.sync.reading import Reader, deadline
from chats.sync.roster import compare, is_inbox
from connectors.base import ReadsByChat
from connectors.errors import ConnectorError, RateLimited, TemporaryFailure
from core.crypto import UnreadableSecret

# As for a look: between two calls a slice ends in time, the slowest call takes 100 s more.
SLICE_SECONDS: Final = 12.0
SOFT_LIMIT: Final = 125
HARD_LIMIT: Final = 135
LEASE_LENGTH: Final = timedelta(seconds=150)
PAGES_COUNTED_FIRST: Final = 20

Connect = Callable[[ChatAccount], ReadsByChat]
Clock = Callable[[], datetime]


class Next(Enum):
    """What is to happen after a slice."""

    NOTHING = "nothing"
    AT_ONCE = "at once"
    LATER = "later"


@dataclass
class Slice:
    """What one slice did."""

    harvest: Harvest = field(default_factory=Harvest)
    calls: int = 0
    failure: ConnectorError | None = None
    next: Next = Next.NOTHING


def run_slice(*, account_id: int, connect: Connect, clock: Clock, seconds: float = SLICE_SECONDS) -> Next:
    """Import for some seconds, unless another slice is at it or the account has to wait."""
    now = clock()
    state = SyncState.objects.select_related("chat_account").filter(chat_account_id=account_id).first()
    if state is None or not may_import(state, now):
        return Next.NOTHING
    owner = uuid4()
    if not take_lease(account_id=account_id, kind=Lease.BULK, owner=owner, now=now, length=LEASE_LENGTH):
        return Next.NOTHING
    try:
        # What another slice did between our look and our lease counts.
        state.refresh_from_db()
        if state.import_state not in UNFINISHED:
            return Next.NOTHING
        return _record(_slice(state, connect, clock, is_late=deadline(seconds)), state, started_at=now, clock=clock)
    finally:
        release_lease(account_id=account_id, kind=Lease.BULK, owner=owner)


def may_import(state: SyncState, now: datetime) -> bool:
    account = state.chat_account
    waits = state.next_attempt_at is not None and state.next_attempt_at > now
    works = account.is_live and account.state == ChatAccount.State.ACTIVE and account.can_read_history
    return works and not waits and state.import_state in UNFINISHED


def _slice(state: SyncState, connect: Connect, clock: Clock, *, is_late: Callable[[], bool]) -> Slice:
    done = Slice()
    reader: Reader | None = None
    try:
        reader = Reader(connect(state.chat_account))
        if state.import_started_at is None:
            begin_import(state, total=count_chats(reader, is_late=is_late), now=clock())
        done.next = _walk(reader, state, done.harvest, clock, is_late=is_late)
    except (RateLimited, TemporaryFailure) as error:
        # The account itself is judged by the looks; the import only steps back for a while.
        done.failure, done.next = error, Next.LATER
    except ConnectorError as error:
        done.failure = error
        take_failure(state.chat_account, error, now=clock())
    except SoftTimeLimitExceeded:
        done.next = Next.AT_ONCE
    except UnreadableSecret:
        done.next = Next.NOTHING
    done.calls = reader.calls if reader else 0
    return done


def _walk(reader: Reader, state: SyncState, harvest: Harvest, clock: Clock, *, is_late: Callable[[], bool]) -> Next:
    """Page after page to the end of the list: its order is not promised, so an old chat is no reason to stop.

    The cursor moves when all chats of a page are read. A page that is read again costs one call: the chats whose
    history is stored are known by their marks.
    """
    account = state.chat_account
    while not is_late():
        page = reader.list_chats(cursor=state.import_cursor or None)
        targets = compare(account, page.items, now=clock())
        harvest.is_complete = True
        read_chats(reader, targets, harvest, now=clock(), since=state.import_since, historic=True, is_late=is_late)
        if not harvest.may_read_history:
            forbid_history(account)
            return Next.NOTHING
        if not harvest.is_complete:
            return Next.AT_ONCE
        chats = sum(is_inbox(chat) for chat in page.items)
        if page.cursor is None or page.cursor == state.import_cursor:
            finish_import(state, chats=chats, now=clock())
            return Next.NOTHING
        end_page(state, chats=chats, cursor=page.cursor)
    return Next.AT_ONCE


def count_chats(reader: Reader, *, is_late: Callable[[], bool]) -> int | None:
    """How many chats there are to import, when some pages of the list hold them all; None says nobody knows yet."""
    total = 0
    cursor: str | None = None
    for _ in range(PAGES_COUNTED_FIRST):
        page = reader.list_chats(cursor=cursor)
        total += sum(is_inbox(chat) for chat in page.items)
        cursor = page.cursor
        if cursor is None:
            return total
        if is_late():
            break
    return None


def _record(done: Slice, state: SyncState, *, started_at: datetime, clock: Clock) -> Next:
    """A slice that stored nothing and met nothing leaves no row."""
    harvest, failure = done.harvest, done.failure
    if harvest.chats_stored or harvest.chats_failed or failure is not None:
        SyncRun.objects.create(
            chat_account=state.chat_account,
            kind=SyncRun.Kind.IMPORT,
            result=_result(harvest, failure),
            started_at=started_at,
            ended_at=clock(),
            calls=done.calls,
            chats_stored=harvest.chats_stored,
            messages_stored=harvest.messages_stored,
            chats_failed=harvest.chats_failed,
            error_code=shown_code(failure) if failure else "",
            error_detail=failure.detail[:300] if failure else "",
        )
    return done.next


def _result(harvest: Harvest, failure: ConnectorError | None) -> SyncRun.Result:
    if failure is not None:
        return SyncRun.Result.FAILED
    return SyncRun.Result.PARTIAL if harvest.chats_failed else SyncRun.Result.OK
