"""One chat that cannot be read or stored does not stop the others, and one refusal is not all of them."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import Chat, SyncRun, SyncState
from chats.sync.apply import ChatPage, store_pages
from chats.tests.bad_cabinet import DOWN, GONE, INVALID, UNPAID, UNSAID, CabinetWithBadChats
from chats.tests.cabinet import MINUTE, Cabinet
from chats.tests.factories import make_chat
from chats.tests.moving_clock import MovingClock
from connectors.errors import ConnectorError, Rejected, TemporaryFailure

SECRET = "Моя фамилия Выдуманная, улица Несуществующая, 5"


@pytest.fixture
def troubled(workspace: Workspace, clock: MovingClock) -> CabinetWithBadChats:
    """One chat is known, then five more are written in, the newest of which are bad."""
    cabinet = CabinetWithBadChats.connected(workspace, clock)
    cabinet.bad = {}
    cabinet.buyer_asks("Первый вопрос")
    cabinet.look()
    cabinet.buyer_asks("Второй вопрос")
    for _ in range(4):
        cabinet.bad[cabinet.buyer_asks()] = DOWN
    return cabinet


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def test_a_chat_that_is_refused_is_counted_and_the_others_are_stored(cabinet: Cabinet) -> None:
    good, bad = cabinet.buyer_asks(), cabinet.buyer_asks()
    cabinet.marketplace.fail("history", Rejected("chat_not_found", status=404))

    run = cabinet.look()

    assert run is not None
    assert (run.result, run.chats_failed, run.chats_stored) == (SyncRun.Result.PARTIAL, 1, 1)
    assert cabinet.texts(good)
    assert not cabinet.chat(bad).is_listed
    assert cabinet.state.fresh_at == cabinet.clock.now()


def test_a_chat_that_stays_refused_costs_no_call_for_ever(cabinet: Cabinet) -> None:
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", Rejected("chat_not_found", status=404), times=99)

    reads = [cabinet.calls_of_look().count("history") for _ in range(6)]

    assert reads == [1, 1, 1, 1, 0, 0]


def test_a_chat_that_cannot_be_stored_is_tried_again_and_said_once_without_its_words(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad = cabinet.buyer_asks(), cabinet.buyer_asks(SECRET)

    def fails_for_one(pages: Sequence[ChatPage], **how: Any) -> object:
        if any(message.text == SECRET for page in pages for message in page.messages):
            raise ValueError(SECRET)
        return store_pages(pages, **how)

    with monkeypatch.context() as patched, caplog.at_level(logging.INFO):
        patched.setattr("chats.sync.reading.store_pages", fails_for_one)
        cabinet.look()
        cabinet.look()
    cabinet.clock.pass_time(2 * MINUTE)
    cabinet.look()

    told = [record for record in caplog.records if record.message == "sync.chat_failed"]
    assert len(told) == 1
    assert SECRET not in str([vars(record) for record in caplog.records])
    assert cabinet.texts(good)
    assert cabinet.texts(bad) == [SECRET]


def test_one_chat_in_trouble_is_passed_over(cabinet: Cabinet) -> None:
    for _ in range(3):
        cabinet.buyer_asks()
    cabinet.marketplace.fail("history", TemporaryFailure("malformed_answer"))

    run = cabinet.look()

    assert run is not None
    assert (run.result, run.chats_failed, run.chats_stored) == (SyncRun.Result.PARTIAL, 1, 2)


def test_three_chats_in_trouble_in_a_row_are_trouble_of_the_marketplace(cabinet: Cabinet) -> None:
    for _ in range(9):
        cabinet.buyer_asks()
    cabinet.marketplace.fail("history", TemporaryFailure("marketplace_unavailable"), times=99)

    run = cabinet.look()

    assert run is not None
    assert (run.result, run.chats_failed) == (SyncRun.Result.FAILED, 3)
    assert cabinet.state.fresh_at is None


def test_a_history_closed_by_the_subscription_is_a_limit_and_no_failure(cabinet: Cabinet) -> None:
    cabinet.buyer_asks()
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", UNPAID, times=2)

    cabinet.look()
    calls = cabinet.calls_of_look()

    account = cabinet.fresh_account
    assert (account.state, account.can_read_history, account.limits) == ("active", False, ["subscription_no_history"])
    assert calls == ["list_chats", "list_chats"]
    assert "account.updated" in cabinet.changes()


def test_where_the_subscription_closes_the_history_nothing_is_called_fresh(cabinet: Cabinet) -> None:
    cabinet.look()
    fresh_before = cabinet.state.fresh_at
    cabinet.clock.pass_time(MINUTE)
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", UNPAID, times=2)

    run = cabinet.look()
    cabinet.clock.pass_time(MINUTE)
    cabinet.look()

    assert run is not None
    assert run.result == SyncRun.Result.PARTIAL
    assert cabinet.state.fresh_at == fresh_before


def test_that_the_subscription_closes_the_history_is_believed_when_it_was_heard_twice(cabinet: Cabinet) -> None:
    chats = [cabinet.buyer_asks(), cabinet.buyer_asks()]
    cabinet.marketplace.fail("history", UNPAID)

    cabinet.look()

    assert cabinet.fresh_account.can_read_history
    assert all(cabinet.texts(chat_id) for chat_id in chats)
    assert cabinet.state.fresh_at == cabinet.clock.now()


@pytest.mark.parametrize("failure", [DOWN, UNSAID])
def test_chats_that_are_never_shown_neither_stop_the_others_nor_make_the_data_stale(
    troubled: CabinetWithBadChats, failure: ConnectorError
) -> None:
    troubled.bad = dict.fromkeys(troubled.bad, failure)
    good = "chat-2"

    (first,) = troubled.live(minutes=1)
    troubled.live(minutes=5)
    troubled.marketplace.buyer_writes(good, "Вы здесь?")
    troubled.live(minutes=1)

    assert (first.result, first.chats_failed) == (SyncRun.Result.PARTIAL, 4)
    assert troubled.texts(good) == ["Второй вопрос", "Вы здесь?"]
    assert troubled.state.fresh_at == troubled.clock.now()


def test_each_look_says_how_many_chats_it_left_out_also_those_that_it_passed_over(
    troubled: CabinetWithBadChats,
) -> None:
    runs = troubled.live(minutes=10)

    assert [(run.result, run.chats_failed) for run in runs] == [(SyncRun.Result.PARTIAL, 4)] * 10
    assert SyncRun.objects.filter(chats_failed=4).count() == 10


def test_bad_chats_beyond_all_measure_that_a_walk_has_noted_keep_no_cabinet_from_being_fresh(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chats.sync.pending.MOST_AT_ONCE", 4)
    good = cabinet.buyer_asks()
    cabinet.look()
    marks: dict[str, Any] = {"pending_mark": str(10**18), "read_failures": 3, "is_listed": False}
    later = cabinet.clock.now() + timedelta(minutes=10)
    for number in range(6):
        make_chat(
            account=cabinet.account, external_id=f"bad-{number}", **marks, read_not_before=later if number else None
        )
    cabinet.clock.pass_time(MINUTE)
    cabinet.marketplace.buyer_writes(good, "Вы здесь?")
    Chat.objects.filter(external_id=good).update(pending_mark=str(10**18))
    cabinet.marketplace.calls.clear()

    run = cabinet.look()

    assert run is not None
    assert cabinet.texts(good)[-1] == "Вы здесь?"
    assert cabinet.state.fresh_at == cabinet.clock.now()
    assert run.result == SyncRun.Result.PARTIAL
    assert cabinet.marketplace.calls.count("history") <= 3


def test_a_chat_that_is_never_shown_is_asked_for_ever_more_seldom(troubled: CabinetWithBadChats) -> None:
    troubled.live(minutes=180)
    troubled.marketplace.calls.clear()

    troubled.live(minutes=60)

    asked = troubled.marketplace.calls.count("history")
    assert asked <= 60 + 2 * len(troubled.bad), "one witness a look, and each bad chat about once an hour"
    assert troubled.state.fresh_at == troubled.clock.now()


def test_a_chat_that_is_shown_again_is_read_within_the_hour_and_forgiven(troubled: CabinetWithBadChats) -> None:
    troubled.live(minutes=100)
    healed = list(troubled.bad)
    troubled.bad.clear()

    troubled.live(minutes=62)

    assert all(troubled.texts(chat_id) for chat_id in healed)
    assert {troubled.chat(chat_id).read_failures for chat_id in healed} == {0}


@pytest.mark.parametrize("failure", [DOWN, UNSAID, INVALID, GONE])
def test_where_no_history_is_shown_nothing_is_called_fresh_and_no_chat_is_blamed(
    troubled: CabinetWithBadChats, failure: ConnectorError
) -> None:
    fresh_before = troubled.state.fresh_at
    troubled.bad = dict.fromkeys(troubled.marketplace.chats, failure)
    troubled.live(minutes=30)
    stale_at, blamed = troubled.state.fresh_at, [chat.read_failures for chat in troubled.account.chats.all()]
    troubled.bad.clear()

    troubled.live(minutes=16)

    assert stale_at == fresh_before
    assert not any(blamed)
    assert all(troubled.texts(chat_id) for chat_id in troubled.marketplace.chats)
    assert troubled.state.fresh_at == troubled.clock.now()


def test_where_every_chat_is_said_to_be_gone_none_is_given_up(troubled: CabinetWithBadChats) -> None:
    troubled.marketplace.buyer_writes("chat-1", "Вы здесь?")
    troubled.bad = dict.fromkeys(troubled.marketplace.chats, GONE)

    runs = troubled.live(minutes=30)
    misses = [chat.mark_misses for chat in troubled.account.chats.all()]
    troubled.bad.clear()
    troubled.live(minutes=16)

    assert {run.result for run in runs} == {SyncRun.Result.FAILED}
    assert not any(misses)
    assert troubled.texts("chat-1") == ["Первый вопрос", "Вы здесь?"]
    assert all(troubled.texts(chat_id) for chat_id in troubled.marketplace.chats)


def test_one_chat_is_not_given_up_either_while_the_others_are_said_to_be_gone(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = CabinetWithBadChats.connected(workspace, clock)
    cabinet.bad = {}
    for _ in range(2):
        cabinet.buyer_asks()
    cabinet.live(minutes=15)
    new = cabinet.buyer_asks()
    cabinet.bad = dict.fromkeys(cabinet.marketplace.chats, GONE)

    runs = cabinet.live(minutes=10)
    cabinet.bad.clear()
    cabinet.live(minutes=16)

    assert {run.result for run in runs} == {SyncRun.Result.FAILED}
    assert cabinet.texts(new)


def test_chats_that_are_gone_are_given_up_where_others_are_shown(troubled: CabinetWithBadChats) -> None:
    troubled.bad = dict.fromkeys(troubled.bad, GONE)

    runs = troubled.live(minutes=40)
    troubled.marketplace.calls.clear()
    (last,) = troubled.live(minutes=1)

    assert {run.result for run in runs[:3]} == {SyncRun.Result.PARTIAL}
    assert (last.result, last.chats_failed) == (SyncRun.Result.OK, 0)
    assert "history" not in troubled.marketplace.calls
    assert troubled.state.fresh_at == troubled.clock.now()


def test_a_chat_that_was_given_up_is_no_witness_against_the_others(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = CabinetWithBadChats.connected(workspace, clock)
    cabinet.bad = {}
    known = cabinet.buyer_asks()
    cabinet.live(minutes=15)
    cabinet.marketplace.buyer_writes(known, "Вы здесь?")
    cabinet.bad[known] = GONE
    cabinet.live(minutes=10)
    cabinet.bad[cabinet.buyer_asks()] = GONE

    runs = cabinet.live(minutes=10)

    assert SyncRun.Result.FAILED not in {run.result for run in runs}
    assert cabinet.state.fresh_at == cabinet.clock.now()


@pytest.mark.parametrize("failure", [UNSAID, GONE])
def test_refused_chats_at_the_head_of_a_new_cabinet_do_not_keep_the_rest_out(
    workspace: Workspace, clock: MovingClock, failure: ConnectorError
) -> None:
    cabinet = CabinetWithBadChats.connected(workspace, clock)
    good = [cabinet.buyer_asks() for _ in range(3)]
    cabinet.bad = {cabinet.buyer_asks(): failure for _ in range(7)}

    for _ in range(60):
        cabinet.live(minutes=1)
        cabinet.import_slice()

    assert all(cabinet.texts(chat_id) for chat_id in good)
    assert cabinet.state.import_state == SyncState.ImportState.DONE
    assert cabinet.state.fresh_at == cabinet.clock.now()


def test_bad_chats_at_the_head_of_a_new_cabinet_do_not_keep_the_rest_out(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = CabinetWithBadChats.connected(workspace, clock)
    good = [cabinet.buyer_asks() for _ in range(3)]
    cabinet.bad = {cabinet.buyer_asks(): DOWN for _ in range(7)}

    for _ in range(60):
        cabinet.live(minutes=1)
        cabinet.import_slice()

    assert all(cabinet.texts(chat_id) for chat_id in good)
    assert cabinet.state.import_state == SyncState.ImportState.DONE
    assert cabinet.clock.now() - (cabinet.state.fresh_at or cabinet.clock.now()) < timedelta(minutes=5)


def test_bad_chats_in_a_row_do_not_hold_a_sweep(troubled: CabinetWithBadChats) -> None:
    SyncState.objects.update(import_state=SyncState.ImportState.DONE)
    troubled.live(minutes=1)
    SyncState.objects.update(next_full_sweep_at=troubled.clock.now())

    troubled.sweep_slice()

    assert troubled.state.fully_swept_at is not None
