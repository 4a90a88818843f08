from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Workspace
from chats.models import Chat, ChatAccount, SyncRun, SyncState
from chats.services.sweeps import due_scope, due_sweeps, end_sweep_page, plan_sweeps
from chats.sync import sweeping, walking
from chats.sync.lease import Lease, take_lease
from chats.sync.run_limits import LEASE_LENGTH
from chats.sync.walking import Next
from chats.tasks import sync as tasks
from chats.tests.cabinet import HOUR, MINUTE, PAGE, Cabinet
from chats.tests.factories import make_account
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.errors import RateLimited, Rejected, TemporaryFailure
from connectors.records import ChatKind

Scope = SyncState.SweepScope


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    """Imported."""
    cabinet = Cabinet.connected(workspace, clock)
    SyncState.objects.update(import_state=SyncState.ImportState.DONE)
    return cabinet


def make_due(cabinet: Cabinet, scope: Scope) -> None:
    column = "next_sweep_at" if scope is Scope.OPEN else "next_full_sweep_at"
    later = cabinet.clock.now() + timedelta(hours=1)
    SyncState.objects.update(**{"next_sweep_at": later, "next_full_sweep_at": later, column: cabinet.clock.now()})


def forty_chats(cabinet: Cabinet) -> list[str]:
    """Four pages of chats, read by everybody in the marketplace's cabinet and known to us; the oldest stand first."""
    chat_ids = [cabinet.buyer_asks(f"Вопрос № {number}") for number in range(4 * PAGE)]
    for chat_id in chat_ids:
        cabinet.marketplace.read_in_cabinet(chat_id)
    make_due(cabinet, Scope.ALL)
    cabinet.sweep_slice()
    cabinet.marketplace.calls.clear()
    return chat_ids


def test_what_a_sweep_found_and_could_not_read_the_next_look_reads(cabinet: Cabinet) -> None:
    oldest, *others = forty_chats(cabinet)
    for chat_id in (oldest, *others[:PAGE]):
        cabinet.marketplace.buyer_writes(chat_id, "Вы здесь?")
        cabinet.marketplace.read_in_cabinet(chat_id)
    cabinet.look()
    make_due(cabinet, Scope.ALL)
    cabinet.marketplace.fail("history", TemporaryFailure("marketplace_unavailable", status=500))

    cabinet.sweep_slice()
    before = cabinet.texts(oldest)
    cabinet.look()

    assert "Вы здесь?" not in before
    assert cabinet.texts(oldest)[-1] == "Вы здесь?"


def test_a_sweep_that_was_called_while_another_went_on_follows_it_at_once(cabinet: Cabinet) -> None:
    forty_chats(cabinet)
    make_due(cabinet, Scope.ALL)
    cabinet.sweep_slice(seconds=-1)
    cabinet.clock.pass_time(MINUTE)
    SyncState.objects.update(next_sweep_at=cabinet.clock.now())
    cabinet.clock.pass_time(40 * MINUTE)

    cabinet.sweep_slice()
    plan_sweeps(cabinet.clock.now())

    assert cabinet.state.fully_swept_at is not None
    assert cabinet.state.next_sweep_at == cabinet.clock.now()


def test_a_sweep_finds_a_chat_that_no_look_sees(cabinet: Cabinet) -> None:
    oldest = cabinet.buyer_asks("Самый старый вопрос")
    cabinet.marketplace.read_in_cabinet(oldest)
    forty_chats_after = [cabinet.buyer_asks() for _ in range(2 * PAGE)]
    for chat_id in forty_chats_after:
        cabinet.marketplace.read_in_cabinet(chat_id)
    cabinet.look()
    assert not Chat.objects.filter(external_id=oldest).exists()
    make_due(cabinet, Scope.OPEN)

    following = cabinet.sweep_slice()

    assert following is Next.NOTHING
    assert cabinet.texts(oldest) == ["Самый старый вопрос"]
    assert cabinet.chat(oldest).due_at is not None


def test_a_sweep_with_nothing_new_costs_the_pages_of_the_list_and_leaves_no_row(cabinet: Cabinet) -> None:
    forty_chats(cabinet)
    cabinet.marketplace.open_chat()
    cabinet.marketplace.buyer_writes(cabinet.marketplace.open_chat(kind=ChatKind.MAILING), "Новости недели")
    SyncRun.objects.all().delete()
    make_due(cabinet, Scope.ALL)

    cabinet.sweep_slice()

    assert set(cabinet.marketplace.calls) == {"list_chats"}
    assert len(cabinet.marketplace.calls) == 5
    assert not SyncRun.objects.exists()
    assert cabinet.state.fully_swept_at == cabinet.clock.now()


def test_a_chat_that_only_changed_its_status_is_stored_and_announced_without_a_call_for_it(cabinet: Cabinet) -> None:
    oldest = forty_chats(cabinet)[0]
    before = len(cabinet.changes())
    cabinet.marketplace.close(oldest)
    make_due(cabinet, Scope.ALL)

    cabinet.sweep_slice()

    assert cabinet.chat(oldest).remote_status == Chat.RemoteStatus.CLOSED
    assert cabinet.changes()[before:] == ["chat.updated"]
    assert set(cabinet.marketplace.calls) == {"list_chats"}


def test_the_hourly_sweep_asks_for_open_chats_and_a_chat_that_is_not_shown_is_not_closed(cabinet: Cabinet) -> None:
    chat_ids = forty_chats(cabinet)
    for chat_id in chat_ids[:PAGE]:
        cabinet.marketplace.close(chat_id)
    del cabinet.marketplace.chats[chat_ids[-1]]
    make_due(cabinet, Scope.OPEN)

    cabinet.sweep_slice()

    assert len(cabinet.marketplace.calls) == 3
    assert set(Chat.objects.values_list("remote_status", flat=True)) == {"open"}
    assert (cabinet.state.swept_at, cabinet.state.sweep_scope) == (cabinet.clock.now(), "")


def test_a_chat_that_failed_in_the_import_is_read_by_the_next_sweep(cabinet: Cabinet) -> None:
    SyncState.objects.update(import_state=SyncState.ImportState.PENDING)
    _older, newest = cabinet.buyer_asks(), cabinet.buyer_asks()
    cabinet.marketplace.read_in_cabinet(newest)
    cabinet.marketplace.fail("history", Rejected("refused", status=400))
    cabinet.import_slice()
    failed = not cabinet.chat(newest).is_listed
    make_due(cabinet, Scope.OPEN)

    cabinet.sweep_slice()

    assert failed
    assert cabinet.chat(newest).is_listed


def test_a_sweep_that_dies_goes_on_at_its_page(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    forty_chats(cabinet)
    make_due(cabinet, Scope.ALL)
    with monkeypatch.context() as patched:
        patched.setattr(sweeping, "end_sweep_page", dying_after(2))
        with pytest.raises(SystemExit):
            cabinet.sweep_slice()
    position = cabinet.state.sweep_pages
    cabinet.marketplace.calls.clear()

    cabinet.sweep_slice()

    assert position == 2
    assert len(cabinet.marketplace.calls) == 2
    assert cabinet.state.fully_swept_at is not None


def dying_after(pages: int) -> object:
    keep = end_sweep_page
    left = [pages]

    def end_page(*told: object) -> None:
        if not left[0]:
            raise SystemExit
        left[0] -= 1
        keep(*told)  # type: ignore[arg-type]

    return end_page


def test_a_slice_ends_in_time_and_queues_the_next(
    cabinet: Cabinet, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    forty_chats(cabinet)
    make_due(cabinet, Scope.ALL)
    queued.clear()
    monkeypatch.setattr(tasks, "importer_for", cabinet.connect)
    monkeypatch.setattr(walking, "deadline", lambda _: after_questions(2))

    tasks.sweep_slice(account_id=cabinet.account.pk)

    assert queued == [("chats.sweep_slice", {"account_id": cabinet.account.pk})]
    assert cabinet.state.sweep_pages == 2


def after_questions(count: int) -> object:
    asked = iter(range(count))
    return lambda: next(asked, None) is None


def test_an_import_goes_first(cabinet: Cabinet) -> None:
    make_due(cabinet, Scope.OPEN)
    SyncState.objects.update(import_state=SyncState.ImportState.RUNNING)

    assert not due_sweeps(cabinet.clock.now()).exists()
    assert cabinet.sweep_slice() is Next.NOTHING
    assert cabinet.marketplace.calls == []


def test_a_sweep_and_an_import_share_one_lease(cabinet: Cabinet) -> None:
    make_due(cabinet, Scope.OPEN)
    now = cabinet.clock.now()
    take_lease(account_id=cabinet.account.pk, kind=Lease.BULK, owner=uuid4(), now=now, length=LEASE_LENGTH)

    assert cabinet.sweep_slice() is Next.NOTHING
    assert not due_sweeps(now).exists()
    assert due_sweeps(now + LEASE_LENGTH).exists()


def test_trouble_makes_a_sweep_step_back_and_keep_its_place(cabinet: Cabinet) -> None:
    forty_chats(cabinet)
    make_due(cabinet, Scope.ALL)
    cabinet.marketplace.fail("list_chats", RateLimited(until=cabinet.clock.now()))

    following = cabinet.sweep_slice()

    assert following is Next.LATER
    assert cabinet.state.sweep_scope == Scope.ALL
    assert due_sweeps(cabinet.clock.now()).exists()
    assert SyncRun.objects.filter(kind="sweep", result="failed").count() == 1


def test_a_cursor_that_is_no_longer_taken_ends_the_sweep_and_not_the_account(cabinet: Cabinet) -> None:
    forty_chats(cabinet)
    SyncState.objects.update(sweep_scope=Scope.ALL, sweep_cursor="10", sweep_pages=1)
    cabinet.marketplace.fail("list_chats", Rejected("request_invalid", status=400))

    cabinet.sweep_slice()

    state = cabinet.state
    assert (state.sweep_scope, state.sweep_cursor, state.list_loops) == ("", "", 1)
    assert (state.failures_in_row, cabinet.fresh_account.state) == (0, "active")


def test_a_list_that_is_too_long_is_counted_and_shown(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    forty_chats(cabinet)
    monkeypatch.setattr(walking, "MOST_PAGES", 2)
    make_due(cabinet, Scope.ALL)

    cabinet.sweep_slice()

    run = SyncRun.objects.latest("pk")
    assert (run.result, run.error_code) == ("partial", "list_too_long")
    assert cabinet.state.page_limits_hit == 1
    assert cabinet.state.sweep_scope == ""


def test_sweeps_are_planned_for_their_moment_and_started_then(
    cabinet: Cabinet, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "importer_for", cabinet.connect)
    started: list[str] = []

    for _ in range(24 * 20):
        tasks.start_sweeps()
        for _name, arguments in queued:
            started.append(str(due_scope(cabinet.state, cabinet.clock.now())))
            tasks.sweep_slice(**arguments)
        queued.clear()
        cabinet.clock.pass_time(3 * MINUTE)

    assert started.count("all") == 1
    assert 22 <= started.count("open") <= 24


def test_what_was_missed_is_not_caught_up_all_at_once(workspace: Workspace, clock: MovingClock) -> None:
    now = clock.now()
    for _ in range(20):
        make_account(workspace=workspace)
    SyncState.objects.update(next_sweep_at=now - timedelta(hours=5), next_full_sweep_at=now - timedelta(hours=5))

    plan_sweeps(now)

    assert not due_sweeps(now).exists()
    assert len(set(SyncState.objects.values_list("next_full_sweep_at", flat=True))) == 20


def test_an_account_that_is_shut_out_is_not_swept(cabinet: Cabinet) -> None:
    make_due(cabinet, Scope.OPEN)
    ChatAccount.objects.update(state=ChatAccount.State.NEEDS_KEY)

    assert not due_sweeps(cabinet.clock.now()).exists()
    assert cabinet.sweep_slice() is Next.NOTHING


def test_slices_beyond_the_places_of_the_workers_come_again_soon(
    cabinet: Cabinet, workspace: Workspace, settings: object
) -> None:
    settings.BULK_SLICES_AT_ONCE = 1  # type: ignore[attr-defined]
    other = make_account(workspace=workspace)
    until = cabinet.clock.now() + timedelta(seconds=HOUR)
    SyncState.objects.filter(chat_account=other).update(bulk_until=until)
    make_due(cabinet, Scope.OPEN)

    assert cabinet.sweep_slice() is Next.SOON
    assert cabinet.marketplace.calls == []
