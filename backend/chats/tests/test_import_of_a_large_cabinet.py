"""A cabinet of many chats, two thirds of them empty: what its import costs in memory, and what it takes from looks."""

import tracemalloc
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import Chat, ChatAccount, Message, SyncState
from chats.services.imports import end_page
from chats.services.sweeps import end_sweep_page
from chats.sync import importing, sweeping, walking
from chats.sync.engine import run_look
from chats.sync.walking import Next
from chats.tests.factories import make_account
from chats.tests.large_cabinet import LargeCabinet
from chats.tests.moving_clock import MovingClock
from connectors.testing.limiter import MemoryLimiter
from connectors.throttle import Lane


@pytest.fixture
def account(workspace: Workspace, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> ChatAccount:
    monkeypatch.setattr(importing, "PAGES_COUNTED_FIRST", 2)
    account = make_account(workspace=workspace, connected_at=clock.now())
    SyncState.objects.update(import_state="pending", import_since=clock.now() - timedelta(days=90))
    return account


def run_import(account: ChatAccount, cabinet: Any, clock: MovingClock) -> Next:
    return importing.run_slice(account_id=account.pk, connect=lambda _: cabinet, clock=clock.now, seconds=600)


def test_an_import_goes_newest_first_skips_empty_chats_and_knows_its_total_on_the_way(
    account: ChatAccount, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cabinet = LargeCabinet(chats=1_500, began_at=clock.now())
    progress = []
    with monkeypatch.context() as patched:
        patched.setattr(walking, "deadline", lambda _: after_questions(100))
        while run_import(account, cabinet, clock) is Next.AT_ONCE:
            state = SyncState.objects.get()
            progress.append((state.import_chats_done, state.import_chats_total))

    totals = [total for _, total in progress]
    assert cabinet.read == list(range(0, 1_500, 3))
    assert Chat.objects.count() == Message.objects.count() == 500
    assert [done for done, _ in progress] == sorted(done for done, _ in progress)
    assert totals[0] is None
    assert set(totals[4:]) == {500}
    assert SyncState.objects.get().import_chats_done == 500


def after_questions(count: int) -> Callable[[], bool]:
    asked = iter(range(count))
    return lambda: next(asked, None) is None


@pytest.mark.parametrize("walk", ["import", "sweep"])
def test_a_walk_keeps_nothing_of_the_pages_behind_it(
    account: ChatAccount, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, walk: str
) -> None:
    """What is in use between two pages is the same at the beginning and at the end of 1 500 chats."""
    cabinet = LargeCabinet(chats=1_500, began_at=clock.now())
    in_use: list[int] = []

    def at_page(*told: Any, **how: Any) -> None:
        keep(*told, **how)
        cabinet.listed.clear()
        cabinet.read.clear()
        in_use.append(tracemalloc.get_traced_memory()[0])

    keep: Callable[..., None] = end_page if walk == "import" else end_sweep_page
    monkeypatch.setattr(importing, "end_page", at_page)
    monkeypatch.setattr(sweeping, "end_sweep_page", at_page)
    if walk == "sweep":
        SyncState.objects.update(import_state="done", next_full_sweep_at=clock.now())

    tracemalloc.start()
    try:
        if walk == "import":
            run_import(account, cabinet, clock)
        else:
            sweeping.run_slice(account_id=account.pk, connect=lambda _: cabinet, clock=clock.now, seconds=600)  # type: ignore[arg-type,return-value]
    finally:
        tracemalloc.stop()

    assert len(in_use) == 14
    assert Chat.objects.count() == 500
    assert max(in_use[9:]) - max(in_use[4:9]) < 150_000


def test_looks_keep_their_period_while_an_import_takes_all_it_gets(account: ChatAccount, clock: MovingClock) -> None:
    """One budget, two lanes: an import that never pauses, and a look that is due every minute."""
    limiter = MemoryLimiter(clock=clock.seconds, sleep=clock.pass_time, now=clock.now)
    looks: list[tuple[datetime, datetime]] = []

    def take(lane: Lane) -> Callable[[], None]:
        return lambda: void(limiter.acquire(account=account.external_id, method="/v3/chat/list", lane=lane))

    def import_calls() -> None:
        take(Lane.BULK)()
        due_at = looks[-1][0] + timedelta(minutes=1) if looks else clock.now()
        if clock.now() >= due_at:
            run_look(account_id=account.pk, connect=lambda _: looking, clock=clock.now)  # type: ignore[arg-type,return-value]
            looks.append((due_at, clock.now()))

    importing_cabinet = LargeCabinet(chats=2_400, began_at=clock.now(), take=import_calls)
    looking = LargeCabinet(chats=2_400, began_at=clock.now(), take=take(Lane.BACKGROUND))

    run_import(account, importing_cabinet, clock)

    late_by = [(ended_at - due_at).total_seconds() for due_at, ended_at in looks]
    assert SyncState.objects.get().import_state == "done"
    assert len(looks) >= 3
    assert max(late_by[1:]) < 5
    assert SyncState.objects.get().fresh_at is not None


def void(_: object) -> None:
    return None
