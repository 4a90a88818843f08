from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Workspace
from chats.models import Message, SyncRun, SyncState
from chats.services.imports import waiting_imports
from chats.sync import importing, walking
from chats.sync.importing import Next
from chats.sync.lease import Lease, take_lease
from chats.sync.run_limits import LEASE_LENGTH
from chats.tests.cabinet import Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.errors import AuthFailed, RateLimited, Rejected, TemporaryFailure
from connectors.records import Author


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def fill(cabinet: Cabinet, *, chats: int) -> list[str]:
    """Chats from before the connection, oldest first."""
    start = cabinet.clock.now() - timedelta(days=30)
    return [cabinet.buyer_asks(f"Вопрос № {number}", at=start + timedelta(hours=number)) for number in range(chats)]


def test_the_whole_list_is_imported_with_its_progress(cabinet: Cabinet) -> None:
    fill(cabinet, chats=25)
    cabinet.marketplace.open_chat()

    following = cabinet.import_slice()

    state = cabinet.state
    assert following is Next.NOTHING
    assert (state.import_state, state.import_chats_done, state.import_chats_total) == ("done", 25, 25)
    assert state.import_finished_at is not None
    assert Message.objects.count() == 25


def test_imported_history_raises_no_unread_and_runs_a_clock(cabinet: Cabinet) -> None:
    chat_id = fill(cabinet, chats=1)[0]

    cabinet.import_slice()

    chat = cabinet.chat(chat_id)
    assert chat.unread_count == 0
    assert chat.is_listed
    assert chat.waiting_since is not None


def test_what_was_written_after_the_connection_is_no_history_though_the_import_finds_it(cabinet: Cabinet) -> None:
    cabinet.clock.pass_time(60)
    chat_id = cabinet.buyer_asks()

    cabinet.import_slice()

    assert cabinet.chat(chat_id).unread_count == 1
    assert "message.created" in cabinet.changes()


def test_an_import_tells_the_feed_once_a_page(cabinet: Cabinet) -> None:
    fill(cabinet, chats=25)

    cabinet.import_slice()

    assert cabinet.changes() == ["import.progress"] * 4, "its begin and three pages"


def test_the_total_is_known_before_the_first_page_of_a_short_list_is_done(cabinet: Cabinet) -> None:
    fill(cabinet, chats=8)

    cabinet.import_slice(seconds=0)

    state = cabinet.state
    assert (state.import_state, state.import_chats_done, state.import_chats_total) == ("running", 0, 8)


def test_the_total_of_a_long_list_is_not_guessed(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(cabinet, chats=12)
    monkeypatch.setattr(importing, "PAGES_COUNTED_FIRST", 1)

    cabinet.import_slice(seconds=0)

    assert cabinet.state.import_chats_total is None


def test_a_slice_ends_in_time_and_the_next_goes_on_from_there(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(cabinet, chats=15)
    with monkeypatch.context() as patched:
        patched.setattr(walking, "deadline", lambda _: after_questions(13))
        first = cabinet.import_slice()
    cursor, stored = cabinet.state.import_cursor, Message.objects.count()
    cabinet.marketplace.calls.clear()

    second = cabinet.import_slice()

    assert (first, second) == (Next.AT_ONCE, Next.NOTHING)
    assert 10 <= stored < 15
    assert cursor != ""
    assert cabinet.marketplace.calls == ["list_chats", *["history"] * (15 - stored)]
    assert Message.objects.count() == 15


def after_questions(count: int) -> object:
    asked = iter(range(count))
    return lambda: next(asked, None) is None


def test_an_import_killed_in_a_page_reads_no_chat_twice(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(cabinet, chats=8)
    with monkeypatch.context() as patched:
        patched.setattr(importing, "finish_import", killed)
        with pytest.raises(SystemExit):
            cabinet.import_slice()
    cabinet.marketplace.calls.clear()

    cabinet.import_slice()

    assert cabinet.marketplace.calls == ["list_chats"]
    assert cabinet.state.import_chats_done == 8
    assert Message.objects.count() == 8


def killed(*_: object, **__: object) -> None:
    raise SystemExit


def test_an_import_whose_process_died_is_found_when_its_lease_is_over(cabinet: Cabinet) -> None:
    now = cabinet.clock.now()
    take_lease(account_id=cabinet.account.pk, kind=Lease.BULK, owner=uuid4(), now=now, length=LEASE_LENGTH)

    assert not waiting_imports(now).exists()
    assert waiting_imports(now + LEASE_LENGTH).get() == cabinet.state


def test_two_slices_do_not_run_at_once(cabinet: Cabinet) -> None:
    fill(cabinet, chats=2)
    now = cabinet.clock.now()
    take_lease(account_id=cabinet.account.pk, kind=Lease.BULK, owner=uuid4(), now=now, length=LEASE_LENGTH)

    assert cabinet.import_slice() is Next.NOTHING
    assert cabinet.marketplace.calls == []


def test_a_look_and_an_import_do_not_keep_each_other_out(cabinet: Cabinet) -> None:
    fill(cabinet, chats=3)
    now = cabinet.clock.now()
    take_lease(account_id=cabinet.account.pk, kind=Lease.BULK, owner=uuid4(), now=now, length=LEASE_LENGTH)

    cabinet.look()

    assert Message.objects.count() == 3


def test_chats_that_the_looks_have_read_are_not_fetched_again(cabinet: Cabinet) -> None:
    fill(cabinet, chats=3)
    cabinet.look()
    cabinet.marketplace.calls.clear()

    cabinet.import_slice()

    assert cabinet.marketplace.calls == ["list_chats", "list_chats"], "one to count, one to walk"
    assert cabinet.state.import_chats_done == 3


def test_messages_beyond_the_depth_are_not_asked_for(cabinet: Cabinet) -> None:
    now = cabinet.clock.now()
    chat_id = cabinet.marketplace.open_chat()
    for number in range(2500):
        sent_at = now - timedelta(days=250 - number * 0.1)
        cabinet.marketplace.write(chat_id, author=Author.BUYER, text=f"№ {number}", sent_at=sent_at)

    cabinet.import_slice()

    assert cabinet.chat(chat_id).messages.count() == 1000
    assert cabinet.chat(chat_id).history_is_complete


def test_trouble_of_the_marketplace_makes_the_import_step_back(cabinet: Cabinet) -> None:
    fill(cabinet, chats=2)
    cabinet.marketplace.fail("list_chats", TemporaryFailure("marketplace_unavailable"))
    cabinet.marketplace.fail("list_chats", RateLimited(until=cabinet.clock.now()))

    outcomes = [cabinet.import_slice(), cabinet.import_slice(), cabinet.import_slice()]

    assert outcomes == [Next.LATER, Next.LATER, Next.NOTHING]
    assert cabinet.state.import_state == "done"
    assert SyncRun.objects.filter(kind="import", result="failed").count() == 2


def test_a_refused_key_stops_the_import_until_there_is_a_new_one(cabinet: Cabinet) -> None:
    fill(cabinet, chats=2)
    cabinet.marketplace.fail("list_chats", AuthFailed("key_expired"), times=2)

    following = cabinet.import_slice()

    assert following is Next.NOTHING
    assert cabinet.fresh_account.state == "needs_key"
    assert not waiting_imports(cabinet.clock.now() + timedelta(days=1)).exists()


def test_without_a_history_there_is_nothing_to_import_until_the_subscription_comes(cabinet: Cabinet) -> None:
    fill(cabinet, chats=2)
    cabinet.marketplace.fail("history", Rejected("marketplace_subscription_required", status=403), times=2)

    cabinet.import_slice()
    waiting = waiting_imports(cabinet.clock.now()).exists()
    type(cabinet.account).objects.update(can_read_history=True)

    assert not waiting
    assert waiting_imports(cabinet.clock.now()).get().import_state == SyncState.ImportState.RUNNING


def test_a_bad_chat_does_not_stop_the_import(cabinet: Cabinet) -> None:
    fill(cabinet, chats=3)
    cabinet.marketplace.fail("history", Rejected("chat_not_found", status=404))

    cabinet.import_slice()

    assert cabinet.state.import_state == "done"
    assert SyncRun.objects.get().chats_failed == 1
    assert Message.objects.count() == 2
