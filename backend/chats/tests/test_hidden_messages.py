"""Messages that the list names and the history does not show yet."""

import pytest

from accounts.models import Workspace
from chats.models import SyncState
from chats.tests.cabinet import HOUR, MINUTE, Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.errors import Rejected


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    """With one chat that was read before, and has settled."""
    cabinet = Cabinet.connected(workspace, clock)
    SyncState.objects.update(import_state=SyncState.ImportState.DONE)
    cabinet.buyer_asks("Здравствуйте!")
    live(cabinet, minutes=15)
    return cabinet


def live(cabinet: Cabinet, *, minutes: int) -> list[int]:
    """Looks by the clock; how many histories each of them asked for."""
    asked = []
    for _ in range(minutes):
        cabinet.clock.pass_time(MINUTE)
        asked.append(cabinet.calls_of_look().count("history"))
    return asked


def buyer_writes_unseen(cabinet: Cabinet, text: str) -> None:
    cabinet.hidden.add(cabinet.marketplace.buyer_writes("chat-1", text))


def sweep(cabinet: Cabinet, *, column: str = "next_full_sweep_at") -> list[str]:
    """A sweep that is due, and what it asks the marketplace for."""
    SyncState.objects.update(next_sweep_at=None, next_full_sweep_at=None)
    SyncState.objects.update(**{column: cabinet.clock.now()})
    cabinet.marketplace.calls.clear()
    cabinet.sweep_slice()
    assert cabinet.state.swept_at == cabinet.clock.now()
    return list(cabinet.marketplace.calls)


def test_looks_in_quick_succession_are_one_try(cabinet: Cabinet) -> None:
    buyer_writes_unseen(cabinet, "Есть ли размер 52?")
    for _ in range(5):
        cabinet.look(asked=True)
        cabinet.clock.pass_time(4)

    cabinet.hidden.clear()
    cabinet.clock.pass_time(MINUTE)
    cabinet.look()

    assert cabinet.texts("chat-1") == ["Здравствуйте!", "Есть ли размер 52?"]


def test_what_never_shows_up_is_asked_for_ever_more_seldom_and_found_all_the_same(cabinet: Cabinet) -> None:
    buyer_writes_unseen(cabinet, "Есть ли размер 52?")
    live(cabinet, minutes=5)
    asked = []
    for _ in range(48):
        cabinet.clock.pass_time(HOUR)
        asked.append(sweep(cabinet, column="next_sweep_at").count("history"))

    cabinet.hidden.clear()
    for _ in range(48):
        cabinet.clock.pass_time(HOUR)
        sweep(cabinet, column="next_sweep_at")

    assert 5 <= sum(asked) <= 10
    assert asked[:2] == [1, 1]
    assert cabinet.texts("chat-1")[-1] == "Есть ли размер 52?"
    assert cabinet.chat("chat-1").mark_misses == 0


def test_slices_of_an_import_are_one_try_too(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.marketplace.open_chat()
    cabinet.hidden.add(cabinet.marketplace.buyer_writes(chat_id, "Здравствуйте!"))
    for _ in range(4):
        SyncState.objects.update(import_state=SyncState.ImportState.RUNNING)
        cabinet.import_slice()
        cabinet.look()
        cabinet.clock.pass_time(12)

    cabinet.hidden.clear()
    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте!"]


def test_a_message_that_stays_hidden_is_looked_for_four_times_in_as_many_minutes(cabinet: Cabinet) -> None:
    buyer_writes_unseen(cabinet, "Есть ли размер 52?")

    assert live(cabinet, minutes=8) == [1, 1, 1, 1, 0, 0, 0, 0]


@pytest.mark.parametrize("column", ["next_sweep_at", "next_full_sweep_at"])
def test_a_message_that_was_taken_for_hidden_is_found_by_a_sweep(cabinet: Cabinet, column: str) -> None:
    buyer_writes_unseen(cabinet, "Есть ли размер 52?")
    live(cabinet, minutes=20)
    cabinet.hidden.clear()
    live(cabinet, minutes=2)
    assert cabinet.texts("chat-1") == ["Здравствуйте!"]

    sweep(cabinet, column=column)

    assert cabinet.texts("chat-1") == ["Здравствуйте!", "Есть ли размер 52?"]
    assert sweep(cabinet, column=column) == ["list_chats"]


def test_a_message_that_is_never_shown_costs_each_sweep_one_call_and_no_look_any(cabinet: Cabinet) -> None:
    buyer_writes_unseen(cabinet, "Есть ли размер 52?")
    live(cabinet, minutes=20)

    nights = [sweep(cabinet)]
    cabinet.clock.pass_time(5 * MINUTE)
    nights.append(sweep(cabinet))
    cabinet.clock.pass_time(24 * HOUR)
    nights.append(sweep(cabinet))

    assert nights == [["list_chats", "history"], ["list_chats"], ["list_chats", "history"]]
    assert live(cabinet, minutes=3) == [0, 0, 0]


@pytest.mark.parametrize(("column", "is_read"), [("next_sweep_at", False), ("next_full_sweep_at", True)])
def test_a_new_chat_that_was_given_up_is_tried_again_each_night(
    workspace: Workspace, clock: MovingClock, column: str, is_read: bool
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    SyncState.objects.update(import_state=SyncState.ImportState.DONE)
    chat_id = cabinet.buyer_asks("Когда приедет заказ?")
    cabinet.marketplace.fail("history", Rejected("chat_not_found", status=404), times=4)
    asked = live(cabinet, minutes=20)

    sweep(cabinet, column=column)

    assert sum(asked) == 4
    assert bool(cabinet.texts(chat_id)) is is_read
