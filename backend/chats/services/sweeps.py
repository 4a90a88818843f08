"""When sweeps are due and where they stand: the columns of `chat_sync_state` that begin with `sweep`."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from chats.list_position import ListPosition
from chats.models import ChatAccount, SyncState
from chats.services.imports import has_read_nothing
from chats.services.walks import WalkEnd, counted
from chats.sweep_times import NIGHT_OVERDUE, OVERDUE, made_up_sweep, next_full_sweep, next_sweep, sweep_anew

MOST_PLANNED_AT_ONCE: Final = 5_000
Scope = SyncState.SweepScope


def due_sweeps(now: datetime) -> QuerySet[SyncState]:
    """Begun and left, or to be begun; an import goes first."""
    return _working().filter(
        ~Q(sweep_scope="") | Q(next_sweep_at__lte=now) | Q(next_full_sweep_at__lte=now),
        Q(bulk_until=None) | Q(bulk_until__lte=now),
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
    )


def plan_sweeps(now: datetime) -> int:
    """Give every account its moments. What was missed is not caught up by all accounts at once: an hourly sweep has
    its next turn, a nightly one is made up for in the hours to come."""
    unplanned = Q(next_sweep_at=None) | Q(next_full_sweep_at=None)
    missed = Q(next_sweep_at__lt=now - OVERDUE) | Q(next_full_sweep_at__lt=now - NIGHT_OVERDUE)
    states = list(_working().filter(unplanned | missed, sweep_scope="")[:MOST_PLANNED_AT_ONCE])
    for state in states:
        account_id, hourly, nightly = state.chat_account_id, state.next_sweep_at, state.next_full_sweep_at
        if hourly is None or hourly < now - OVERDUE:
            state.next_sweep_at = next_sweep(account_id, now=now)
        if nightly is None:
            state.next_full_sweep_at = next_full_sweep(account_id, now=now)
        elif nightly < now - NIGHT_OVERDUE:
            state.next_full_sweep_at = made_up_sweep(account_id, now=now)
    SyncState.objects.bulk_update(states, ["next_sweep_at", "next_full_sweep_at"], batch_size=500)
    return len(states)


def due_scope(state: SyncState, now: datetime) -> Scope | None:
    """Which sweep is to be walked now: the one under way, else the nightly one, which includes the hourly."""
    if state.sweep_scope:
        return Scope(state.sweep_scope)
    if state.next_full_sweep_at is not None and state.next_full_sweep_at <= now:
        return Scope.ALL
    if state.next_sweep_at is not None and state.next_sweep_at <= now:
        return Scope.OPEN
    return None


def begin_sweep(state: SyncState, scope: Scope, *, now: datetime) -> None:
    """Its next turn is set at the beginning, so that a sweep that takes long leaves no trail of due ones."""
    values: dict[str, object] = {
        "sweep_scope": scope,
        "sweep_started_at": now,
        "next_sweep_at": next_sweep(state.chat_account_id, now=now),
        **_place(ListPosition()),
    }
    if scope is Scope.ALL:
        values["next_full_sweep_at"] = next_full_sweep(state.chat_account_id, now=now)
    _save(state, **values)


def end_sweep_page(state: SyncState, position: ListPosition) -> None:
    _save(state, **_place(position))


def finish_sweep(state: SyncState, how: WalkEnd, *, now: datetime) -> None:
    """Only a sweep that saw the whole list counts as one. Another that was called meanwhile follows at once."""
    seen: dict[str, object] = {}
    if _was_called(state):
        seen["next_sweep_at"] = now
    if how is WalkEnd.COMPLETE:
        seen["swept_at"] = state.sweep_started_at
        if state.sweep_scope == Scope.ALL:
            seen["fully_swept_at"] = state.sweep_started_at
            if state.import_state == SyncState.ImportState.FAILED and not has_read_nothing(state):
                seen |= {"import_state": SyncState.ImportState.DONE, "import_finished_at": now}
    _save(state, sweep_scope="", sweep_started_at=None, **_place(ListPosition()), **seen, **counted(how))


def _was_called(state: SyncState) -> bool:
    """Whether a look asked for a sweep while this one was under way: at another moment than the account's own."""
    began, due = state.sweep_started_at, state.next_sweep_at
    return began is not None and due is not None and due > began and due != next_sweep(state.chat_account_id, now=began)


def break_off_sweep(state: SyncState, *, now: datetime) -> None:
    """The marketplace refuses the saved cursor; a nightly sweep begins anew in place of the next hourly one, for some
    hours, for it may be refused each time.
    """
    again: dict[str, object] = {}
    if state.sweep_scope == Scope.ALL and (turn := sweep_anew(state.chat_account_id, now=now)):
        again["next_full_sweep_at"] = turn
    ended = {"sweep_scope": "", "sweep_started_at": None, **_place(ListPosition())}
    _save(state, **ended, **again, list_loops=F("list_loops") + 1)


def _working() -> QuerySet[SyncState]:
    return SyncState.objects.filter(
        import_state__in=(SyncState.ImportState.DONE, SyncState.ImportState.FAILED),
        chat_account__disconnected_at=None,
        chat_account__state=ChatAccount.State.ACTIVE,
        chat_account__can_read_history=True,
    )


def _place(position: ListPosition) -> dict[str, object]:
    return {"sweep_cursor": position.cursor, "sweep_anchor": position.anchor, "sweep_pages": position.pages}


def _save(state: SyncState, **values: object) -> None:
    SyncState.objects.filter(pk=state.pk).update(**values)
    state.refresh_from_db()
