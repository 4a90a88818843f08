"""One walk over a list of chats, to its end, in short slices that go on where the last one stopped.

An import, an hourly and a nightly sweep walk alike; what each is for, its errand says.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, Protocol
from uuid import uuid4

from billiard.exceptions import SoftTimeLimitExceeded

from chats.failure_codes import shown_code
from chats.list_position import ListPosition
from chats.models import ChatAccount, SyncRun, SyncState
from chats.services.account_abilities import forbid_history
from chats.services.drift import note_drift, store_rest_of_drift
from chats.services.sync_runs import record_slice
from chats.services.walks import WalkEnd, is_crowded
from chats.sync.account_states import confirming, take_failure
from chats.sync.harvest import Harvest, read_chats
from chats.sync.lease import Lease, give_back, take_lease
from chats.sync.log_ids import log_as
from chats.sync.pending import remember_unread
from chats.sync.reading import Reader, deadline
from chats.sync.roster import ToRead, compare, is_inbox
from chats.sync.run_limits import GIVEN_BACK_WITHIN, LEASE_LENGTH
from chats.sync.troubles import is_unpaid
from connectors.base import ReadsByChat
from connectors.errors import ConnectorError, RateLimited, Rejected, TemporaryFailure
from connectors.records import ChatStatus, RemoteChat
from core.crypto import UnreadableSecret

# As for a look: between two calls a slice ends in time.
SLICE_SECONDS: Final = 12.0
MOST_PAGES: Final = 20_000

Connect = Callable[[ChatAccount], ReadsByChat]
Clock = Callable[[], datetime]
IsLate = Callable[[], bool]


class Next(Enum):
    """What is to happen after a slice."""

    NOTHING = "nothing"
    AT_ONCE = "at once"
    SOON = "soon"
    LATER = "later"


class Errand(Protocol):
    """What a walk is for; where it stands is kept in the account's row."""

    @property
    def state(self) -> SyncState: ...

    @property
    def kind(self) -> SyncRun.Kind: ...

    @property
    def status(self) -> ChatStatus | None:
        """Which chats the marketplace is asked for."""

    @property
    def is_historic(self) -> bool:
        """Whether what is found belongs to the past and is not announced one by one."""

    @property
    def seconds_per_call(self) -> float:
        """How far apart its calls are; 0 leaves that to the budget."""

    @property
    def position(self) -> ListPosition: ...

    def begin(self, reader: Reader, *, now: datetime, is_late: IsLate) -> None:
        """Before the first page of a slice."""

    def read_again(self, listed: Sequence[RemoteChat]) -> list[ToRead]:
        """Chats of a page that are read although nothing in the list has changed."""

    def end_page(self, position: ListPosition, *, chats: int) -> None:
        """All chats of a page are stored; the next slice may begin here."""

    def end(self, how: WalkEnd, *, chats: int, now: datetime) -> None: ...

    def lose_cursor(self, *, now: datetime) -> None:
        """The marketplace no longer takes the cursor."""


@dataclass
class Slice:
    """What one slice did."""

    harvest: Harvest = field(default_factory=Harvest)
    calls: int = 0
    failure: ConnectorError | None = None
    end: WalkEnd | None = None
    next: Next = Next.NOTHING


def run_slice(
    *,
    account_id: int,
    errand_of: Callable[[SyncState, datetime], Errand | None],
    connect: Connect,
    clock: Clock,
    seconds: float = SLICE_SECONDS,
) -> Next:
    """Walk for some seconds, unless the account is being walked or has to wait."""
    now = clock()
    state = SyncState.objects.select_related("chat_account").filter(chat_account_id=account_id).first()
    if state is None or errand_of(state, now) is None:
        return Next.NOTHING
    log_as(state.chat_account)
    if is_crowded(now):
        return Next.SOON
    owner, began = uuid4(), time.monotonic()
    if not take_lease(account_id=account_id, kind=Lease.BULK, owner=owner, now=now, length=LEASE_LENGTH):
        return Next.NOTHING
    try:
        # What another slice did between our look and our lease counts.
        state.refresh_from_db()
        errand = errand_of(state, now)
        if errand is None:
            return Next.NOTHING
        done = _slice(errand, connect, clock, is_late=deadline(seconds))
        _record(done, errand, started_at=now, ended_at=clock())
        return Next.SOON if done.next is Next.AT_ONCE and is_crowded(clock(), with_me=True) else done.next
    finally:
        give_back(account_id=account_id, kind=Lease.BULK, owner=owner, until=began + GIVEN_BACK_WITHIN)


def may_walk(state: SyncState, now: datetime) -> bool:
    account = state.chat_account
    waits = state.next_attempt_at is not None and state.next_attempt_at > now
    works = account.is_live and account.state == ChatAccount.State.ACTIVE and account.can_read_history
    return works and not waits


def _slice(errand: Errand, connect: Connect, clock: Clock, *, is_late: IsLate) -> Slice:
    done = Slice()
    account = errand.state.chat_account
    reader: Reader | None = None
    try:
        reader = Reader(connect(account), seconds_per_call=errand.seconds_per_call)
        with confirming(reader, account):
            errand.begin(reader, now=clock(), is_late=is_late)
            _walk(reader, errand, done, clock, is_late=is_late)
    except (RateLimited, TemporaryFailure) as error:
        # The account itself is judged by the looks; a walk only steps back for a while.
        done.failure, done.next = error, Next.LATER
    except Rejected as error:
        done.failure = error
        if errand.position.cursor and not is_unpaid(error):
            errand.lose_cursor(now=clock())
            # Not at once: a marketplace that takes no cursor at all would be asked without a pause.
            done.next = Next.LATER
        else:
            take_failure(account, error, now=clock())
    except ConnectorError as error:
        done.failure = error
        take_failure(account, error, now=clock())
    except SoftTimeLimitExceeded:
        done.next = Next.AT_ONCE
    except UnreadableSecret:
        done.next = Next.NOTHING
    done.calls = reader.calls if reader else 0
    return done


def _walk(reader: Reader, errand: Errand, done: Slice, clock: Clock, *, is_late: IsLate) -> None:
    """Page after page to the end of the list: its order is not promised, so an old chat is no reason to stop.

    The cursor moves when all chats of a page are read. A page that is read again costs one call: the chats whose
    history is stored are known by their marks.
    """
    account, since = errand.state.chat_account, errand.state.import_since
    done.next = Next.AT_ONCE
    while not is_late():
        position = errand.position
        page = reader.list_chats(status=errand.status, cursor=position.cursor or None)
        targets = compare(account, page.items, now=clock()) + errand.read_again(page.items)
        harvest = Harvest()
        try:
            read_chats(
                reader,
                targets,
                harvest,
                now=clock(),
                since=since,
                historic=errand.is_historic,
                together=True,
                is_late=is_late,
            )
        finally:
            done.harvest.add(harvest)
        if not harvest.may_read_history:
            forbid_history(account)
            done.next = Next.NOTHING
            return
        if targets:
            # What failed or is hidden still: the walk does not come back to it for an hour or a day, the looks do.
            remember_unread(targets)
        if not harvest.is_complete:
            return
        chats = sum(is_inbox(chat) for chat in page.items)
        following = position.after_page(page.cursor) if page.cursor is not None else None
        if following is not None and following.pages < MOST_PAGES:
            errand.end_page(following, chats=chats)
            continue
        done.end, done.next = _end_of(page.cursor, following, loops=page.loops), Next.NOTHING
        if done.end is WalkEnd.LOOP and not page.loops:
            note_drift(account.marketplace, "cursor_loop", "chat_list.cursor")
        errand.end(done.end, chats=chats, now=clock())
        return


def _end_of(cursor: str | None, following: ListPosition | None, *, loops: bool) -> WalkEnd:
    if following is not None:
        return WalkEnd.PAGE_LIMIT
    return WalkEnd.LOOP if loops or cursor is not None else WalkEnd.COMPLETE


def _record(done: Slice, errand: Errand, *, started_at: datetime, ended_at: datetime) -> None:
    store_rest_of_drift()
    harvest, failure = done.harvest, done.failure
    is_whole = done.end in (None, WalkEnd.COMPLETE) and harvest.may_read_history and not harvest.chats_failed
    result = SyncRun.Result.OK if is_whole else SyncRun.Result.PARTIAL
    code = "" if done.end in (None, WalkEnd.COMPLETE) else done.end.value
    record_slice(
        SyncRun(
            chat_account=errand.state.chat_account,
            kind=errand.kind,
            result=SyncRun.Result.FAILED if failure else result,
            started_at=started_at,
            ended_at=ended_at,
            calls=done.calls,
            chats_stored=harvest.chats_stored,
            messages_stored=harvest.messages_stored,
            chats_failed=harvest.chats_failed,
            error_code=shown_code(failure) if failure else code,
            error_detail=failure.detail[:300] if failure else "",
        )
    )
