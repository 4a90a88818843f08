"""Where one or two chats are all that a cabinet has, nobody else tells whether the histories are shown at all."""

from datetime import timedelta

import pytest

from accounts.models import Workspace
from chats.models import SyncRun, SyncState
from chats.services.imports import GIVEN_UP_AFTER
from chats.sync.walking import Next
from chats.tests.bad_cabinet import DOWN, GONE, INVALID, UNSAID, CabinetWithBadChats
from chats.tests.moving_clock import MovingClock
from connectors.errors import ConnectorError


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> CabinetWithBadChats:
    cabinet = CabinetWithBadChats.connected(workspace, clock)
    cabinet.bad = {}
    return cabinet


def known_chats(cabinet: CabinetWithBadChats, number: int) -> list[str]:
    chats = [cabinet.buyer_asks() for _ in range(number)]
    cabinet.live(minutes=15)
    return chats


@pytest.mark.parametrize(("number", "failure"), [(1, DOWN), (1, INVALID), (2, UNSAID)])
def test_known_chats_that_all_fail_keep_the_cabinet_from_being_fresh(
    cabinet: CabinetWithBadChats, number: int, failure: ConnectorError
) -> None:
    chats = known_chats(cabinet, number)
    fresh_before = cabinet.state.fresh_at
    for chat_id in chats:
        cabinet.marketplace.buyer_writes(chat_id, "Вы здесь?")
    cabinet.bad = dict.fromkeys(chats, failure)

    runs = cabinet.live(minutes=10)
    stale_at, said = cabinet.state.fresh_at, cabinet.state.last_error_code
    cabinet.bad.clear()
    cabinet.live(minutes=1)

    assert {(run.result, run.chats_failed) for run in runs} == {(SyncRun.Result.PARTIAL, number)}
    assert stale_at == fresh_before
    assert said == "marketplace_unavailable"
    assert all(cabinet.texts(chat_id)[-1] == "Вы здесь?" for chat_id in chats)
    assert (cabinet.state.fresh_at, cabinet.state.last_error_code) == (cabinet.clock.now(), "")


@pytest.mark.parametrize("number", [1, 2])
def test_new_chats_that_all_fail_do_so_as_well(cabinet: CabinetWithBadChats, number: int) -> None:
    cabinet.bad = {cabinet.buyer_asks(): DOWN for _ in range(number)}

    cabinet.live(minutes=3)

    assert cabinet.state.fresh_at is None


def test_a_chat_that_is_gone_keeps_nothing_stale_but_one_that_fails_beside_it_does(
    cabinet: CabinetWithBadChats,
) -> None:
    cabinet.bad = {cabinet.buyer_asks(): GONE}
    cabinet.live(minutes=1)
    fresh_with_one = cabinet.state.fresh_at
    cabinet.bad[cabinet.buyer_asks()] = DOWN

    cabinet.live(minutes=10)

    assert fresh_with_one is not None
    assert cabinet.state.fresh_at == fresh_with_one


def test_a_chat_that_waits_for_its_turn_keeps_the_cabinet_stale_where_no_other_is_read(
    cabinet: CabinetWithBadChats,
) -> None:
    known = known_chats(cabinet, 1)[0]
    cabinet.bad[cabinet.buyer_asks()] = DOWN
    cabinet.live(minutes=20)
    fresh_with_one = cabinet.state.fresh_at
    cabinet.marketplace.buyer_writes(known, "Вы здесь?")
    cabinet.bad[known] = GONE

    cabinet.live(minutes=3)
    stale_at = cabinet.state.fresh_at
    del cabinet.bad[known]
    cabinet.live(minutes=1)

    assert fresh_with_one == stale_at
    assert cabinet.state.fresh_at == cabinet.clock.now()


def test_a_settling_chat_that_fails_keeps_the_cabinet_stale_for_one_look(cabinet: CabinetWithBadChats) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.live(minutes=1)
    cabinet.bad[chat_id] = DOWN

    runs = cabinet.live(minutes=3)

    assert sorted(run.chats_failed for run in runs) == [0, 0, 1]
    assert cabinet.state.fresh_at == cabinet.clock.now()


@pytest.mark.parametrize("number", [1, 2])
def test_an_import_that_could_read_nothing_is_not_done_but_tries_again(
    cabinet: CabinetWithBadChats, number: int
) -> None:
    chats = [cabinet.buyer_asks() for _ in range(number)]
    cabinet.bad = dict.fromkeys(chats, DOWN)

    following = [cabinet.import_slice() for _ in range(3)]
    state = cabinet.state
    cabinet.bad.clear()
    cabinet.import_slice()

    assert following == [Next.LATER] * 3
    assert (state.import_state, state.import_chats_done, state.import_chats_total) == ("running", 0, number)
    assert cabinet.state.import_state == SyncState.ImportState.DONE
    assert all(cabinet.texts(chat_id) for chat_id in chats)


def test_an_import_whose_only_chat_is_gone_is_done_as_soon_as_that_is_certain(cabinet: CabinetWithBadChats) -> None:
    cabinet.bad = {cabinet.buyer_asks(): GONE}

    for _ in range(5):
        cabinet.import_slice()

    assert cabinet.state.import_state == SyncState.ImportState.DONE
    assert cabinet.marketplace.calls.count("history") == 4


def test_an_import_that_can_read_nothing_for_a_day_has_failed_until_a_sweep_reads_something(
    cabinet: CabinetWithBadChats,
) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.bad = {chat_id: DOWN}
    cabinet.import_slice()
    cabinet.clock.pass_time((GIVEN_UP_AFTER + timedelta(minutes=1)).total_seconds())

    following = cabinet.import_slice()
    given_up = cabinet.state
    SyncState.objects.update(next_full_sweep_at=cabinet.clock.now())
    cabinet.sweep_slice()
    still = cabinet.state.import_state
    cabinet.bad.clear()
    SyncState.objects.update(next_full_sweep_at=cabinet.clock.now())
    cabinet.sweep_slice()

    assert (following, given_up.import_state) == (Next.NOTHING, "failed")
    assert (given_up.import_chats_done, given_up.import_chats_total) == (0, 1)
    assert still == "failed"
    assert cabinet.texts(chat_id)
    assert cabinet.state.import_state == "done"
    assert cabinet.state.import_finished_at == cabinet.clock.now()
