"""A look that was not able to read all that had changed owes the rest to the next one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from accounts.models import Workspace
from chats.models import Chat, Message, SyncState
from chats.tests.cabinet import MINUTE, PAGE, Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.errors import RateLimited, TemporaryFailure

LISTS_OF_A_FULL_LOOK = 4


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


@pytest.fixture
def burst(cabinet: Cabinet) -> list[str]:
    """Two pages and a half of known chats, in each of which the buyer has just written again."""
    chats = [cabinet.buyer_asks() for _ in range(2 * PAGE + 5)]
    cabinet.look()
    cabinet.clock.pass_time(MINUTE)
    for chat_id in chats:
        cabinet.marketplace.buyer_writes(chat_id, "И ещё вопрос")
    return chats


@contextmanager
def cut_after(reads: int, monkeypatch: pytest.MonkeyPatch, cabinet: Cabinet) -> Iterator[None]:
    """The time of a look is up once it has read so many histories."""

    def deadline(_: float) -> Callable[[], bool]:
        return lambda: cabinet.marketplace.calls.count("history") >= reads

    cabinet.marketplace.calls.clear()
    with monkeypatch.context() as patched:
        patched.setattr("chats.sync.engine.deadline", deadline)
        yield


def unread_chats(cabinet: Cabinet, chats: list[str]) -> list[str]:
    return [chat_id for chat_id in chats if "И ещё вопрос" not in cabinet.texts(chat_id)]


def test_what_a_look_did_not_reach_is_read_by_the_next_although_the_lists_bring_nothing_new(
    cabinet: Cabinet, burst: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_before = cabinet.state.fresh_at
    with cut_after(2 * PAGE, monkeypatch, cabinet):
        cut = cabinet.look()
    left, fresh_after_cut = unread_chats(cabinet, burst), cabinet.state.fresh_at
    # What has been read is not due for its second read here.
    Chat.objects.update(settle_at=None)
    cabinet.clock.pass_time(MINUTE)

    calls = cabinet.calls_of_look()

    assert cut is not None
    assert (cut.result, len(left), fresh_after_cut) == ("partial", 5, fresh_before)
    assert calls == ["list_chats", "list_chats", *["history"] * 5]
    assert unread_chats(cabinet, burst) == []
    assert cabinet.state.fresh_at == cabinet.clock.now()
    assert cabinet.calls_of_look() == ["list_chats", "list_chats"]


def test_freshness_waits_until_the_last_of_them_is_read(
    cabinet: Cabinet, burst: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_before = cabinet.state.fresh_at
    freshness = []

    for _ in range(3):
        with cut_after(PAGE, monkeypatch, cabinet):
            cabinet.look()
        freshness.append(cabinet.state.fresh_at)
        cabinet.clock.pass_time(MINUTE)

    assert freshness[:2] == [fresh_before, fresh_before]
    assert unread_chats(cabinet, burst) == []


def test_a_look_that_dies_on_the_way_forgets_nothing(cabinet: Cabinet, burst: list[str]) -> None:
    until = cabinet.clock.now()
    cabinet.marketplace.calls.clear()
    read = cabinet.connect

    def breaks(account: object) -> object:
        connector = read(cabinet.account)
        history = connector._history

        def limited(chat_id: str) -> object:
            if cabinet.marketplace.calls.count("history") >= 2 * PAGE:
                raise RateLimited(until=until, status=429)
            return history(chat_id)

        connector._history = limited  # type: ignore[method-assign,assignment]
        return connector

    cabinet.look(connect=breaks)
    left = unread_chats(cabinet, burst)
    cabinet.clock.pass_time(MINUTE)
    cabinet.look()

    assert len(left) == 5
    assert unread_chats(cabinet, burst) == []


def test_a_chat_that_could_not_be_read_comes_back_when_the_lists_name_it_no_more(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.look()
    cabinet.marketplace.buyer_writes(chat_id, "И ещё вопрос")
    cabinet.marketplace.fail("history", TemporaryFailure("marketplace_unavailable", status=500))
    cabinet.look()
    cabinet.marketplace.read_in_cabinet(chat_id)
    for _ in range(PAGE):
        cabinet.marketplace.read_in_cabinet(cabinet.buyer_asks())

    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте! Есть ли размер 52?", "И ещё вопрос"]


def test_a_chat_that_a_sweep_has_read_meanwhile_is_not_read_again(
    cabinet: Cabinet, burst: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with cut_after(2 * PAGE, monkeypatch, cabinet):
        cabinet.look()
    now = cabinet.clock.now()
    SyncState.objects.update(import_state=SyncState.ImportState.DONE, next_sweep_at=now, next_full_sweep_at=now)
    cabinet.sweep_slice()

    calls = cabinet.calls_of_look()

    assert calls == ["list_chats", "list_chats"]
    assert not Chat.objects.exclude(pending_mark="").exists()
    assert Message.objects.count() == 2 * len(burst)


def test_what_lies_beyond_the_page_limit_is_left_to_a_sweep_that_is_due_at_once(cabinet: Cabinet) -> None:
    SyncState.objects.update(next_sweep_at=None)
    for _ in range(3 * PAGE + 2):
        cabinet.buyer_asks()

    calls = cabinet.calls_of_look()

    fresh_at = cabinet.state.fresh_at
    cabinet.clock.pass_time(MINUTE)
    cabinet.look()

    assert calls.count("list_chats") == LISTS_OF_A_FULL_LOOK
    assert cabinet.state.next_sweep_at == cabinet.clock.now() - timedelta(minutes=1)
    assert fresh_at is None
    assert cabinet.state.fresh_at == cabinet.clock.now()
