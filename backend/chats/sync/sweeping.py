"""Sweeps find what the quick look cannot: old chats that were written in, closed or opened, and forgotten ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from chats.list_position import ListPosition
from chats.models import SyncRun, SyncState
from chats.services.imports import UNFINISHED
from chats.services.sweeps import Scope, begin_sweep, break_off_sweep, due_scope, end_sweep_page, finish_sweep
from chats.services.walks import WalkEnd
from chats.sync import walking
from chats.sync.hidden import left_alone
from chats.sync.reading import Reader
from chats.sync.roster import ToRead
from chats.sync.walking import SLICE_SECONDS, Clock, Connect, Next, may_walk
from connectors.records import ChatStatus, RemoteChat

SECONDS_PER_CALL: Final = {Scope.OPEN: 0.0, Scope.ALL: 0.5}
"""A nightly sweep makes two calls a second, so that it never is what the marketplace sees most of."""


def run_slice(*, account_id: int, connect: Connect, clock: Clock, seconds: float = SLICE_SECONDS) -> Next:
    return walking.run_slice(account_id=account_id, errand_of=sweep_of, connect=connect, clock=clock, seconds=seconds)


def sweep_of(state: SyncState, now: datetime) -> Sweep | None:
    """An import goes first: it reads the same chats."""
    if not may_walk(state, now) or state.import_state in UNFINISHED:
        return None
    scope = due_scope(state, now)
    return Sweep(state, scope) if scope is not None else None


@dataclass
class Sweep:
    """Walks the open chats or all; what it finds is news like any other."""

    state: SyncState
    scope: Scope
    kind: ClassVar[SyncRun.Kind] = SyncRun.Kind.SWEEP
    is_historic: ClassVar[bool] = False

    @property
    def status(self) -> ChatStatus | None:
        return ChatStatus.OPEN if self.scope is Scope.OPEN else None

    @property
    def seconds_per_call(self) -> float:
        return SECONDS_PER_CALL[self.scope]

    @property
    def position(self) -> ListPosition:
        state = self.state
        return ListPosition(cursor=state.sweep_cursor, anchor=state.sweep_anchor, pages=state.sweep_pages)

    def begin(self, reader: Reader, *, now: datetime, is_late: Callable[[], bool]) -> None:
        if not self.state.sweep_scope:
            begin_sweep(self.state, self.scope, now=now)

    def read_again(self, listed: Sequence[RemoteChat]) -> list[ToRead]:
        """Hourly what stayed hidden, nightly also what stayed refused."""
        since = self.state.sweep_started_at
        if since is None:
            return []
        return left_alone(self.state.chat_account, listed, since=since, with_failed=self.scope is Scope.ALL)

    def end_page(self, position: ListPosition, *, chats: int) -> None:
        end_sweep_page(self.state, position)

    def end(self, how: WalkEnd, *, chats: int, now: datetime) -> None:
        finish_sweep(self.state, how, now=now)

    def lose_cursor(self, *, now: datetime) -> None:
        break_off_sweep(self.state, now=now)
