"""A marketplace that no longer takes a cursor it gave some time ago: what walks and counts begin anew."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import ChatAccount, Message, SyncState
from chats.sweep_times import next_full_sweep, next_sweep
from chats.sync import importing, walking
from chats.sync.walking import Next
from chats.tests.cabinet import PAGE, Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.errors import Rejected
from connectors.records import Page, RemoteChat
from connectors.testing.fake import FakeConnector

CHATS = 5 * PAGE - 5
INVALID = Rejected("request_invalid", status=400)
Scope = SyncState.SweepScope


class CabinetThatForgets(Cabinet):
    """Begun anew, its marketplace takes only the cursors that it gave since then."""

    age: int = 1

    def connect(self, account: ChatAccount) -> FakeConnector:
        cabinet = self

        class Connector(FakeConnector):
            def list_chats(self, **asked: Any) -> Page[RemoteChat]:
                age, _, start = (asked.get("cursor") or "").partition(":")
                if age and int(age) != cabinet.age:
                    raise INVALID
                page = super().list_chats(**{**asked, "cursor": start or None, "limit": PAGE})
                return replace(page, cursor=f"{cabinet.age}:{page.cursor}") if page.cursor else page

        return Connector(self.marketplace)


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> CabinetThatForgets:
    """Its list is longer than what is counted at first; no import of it has begun."""
    monkeypatch.setattr(importing, "PAGES_COUNTED_FIRST", 2)
    monkeypatch.setattr(importing, "PAGES_COUNTED_IN_SLICE", 3)
    cabinet = CabinetThatForgets.connected(workspace, clock)
    for number in range(CHATS):
        cabinet.buyer_asks(f"Вопрос № {number}")
    return cabinet


def after_questions(count: int) -> Callable[[], bool]:
    asked = iter(range(count))
    return lambda: next(asked, None) is None


def import_for_a_while(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, *, questions: int) -> Next:
    with monkeypatch.context() as patched:
        patched.setattr(walking, "deadline", lambda _: after_questions(questions))
        return cabinet.import_slice()


def test_an_import_whose_count_lost_its_cursor_goes_on(cabinet: CabinetThatForgets) -> None:
    cabinet.import_slice(seconds=0)
    counted = cabinet.state.import_count_cursor
    cabinet.age += 1

    following = cabinet.import_slice()

    assert counted
    assert following is Next.NOTHING
    assert (cabinet.state.import_state, cabinet.state.failures_in_row) == ("done", 0)
    assert (Message.objects.count(), cabinet.state.import_chats_total) == (CHATS, CHATS)


def test_a_count_that_lost_its_cursor_begins_anew(cabinet: CabinetThatForgets, monkeypatch: pytest.MonkeyPatch) -> None:
    cabinet.import_slice(seconds=0)
    cabinet.age += 1
    import_for_a_while(cabinet, monkeypatch, questions=4)
    lost = cabinet.state

    for _ in range(2):
        import_for_a_while(cabinet, monkeypatch, questions=6)

    assert (lost.import_chats_counted, lost.import_count_cursor, lost.import_chats_total) == (0, "", None)
    assert (cabinet.state.import_chats_total, cabinet.state.import_state) == (CHATS, "running")


def test_an_import_that_begins_anew_counts_anew(cabinet: CabinetThatForgets, monkeypatch: pytest.MonkeyPatch) -> None:
    import_for_a_while(cabinet, monkeypatch, questions=2 + 2 * PAGE)
    begun = cabinet.state
    cabinet.age += 1

    following = cabinet.import_slice()
    anew = cabinet.state
    cabinet.import_slice()

    assert (begun.import_pages, begun.import_chats_total) == (1, None)
    assert following is Next.LATER, "who takes no cursor at all is not asked again and again at once"
    assert (anew.import_pages, anew.import_chats_counted, anew.import_count_cursor) == (0, 0, "")
    assert (cabinet.state.import_state, cabinet.state.import_chats_total) == ("done", CHATS)


def test_an_import_goes_on_where_a_count_is_not_shown_a_second_page(cabinet: CabinetThatForgets) -> None:
    class Connector(FakeConnector):
        def list_chats(self, **asked: Any) -> Page[RemoteChat]:
            if asked.get("cursor"):
                raise INVALID
            return super().list_chats(**{**asked, "limit": PAGE})

    cabinet.import_slice(connect=lambda _: Connector(cabinet.marketplace))

    assert Message.objects.count() == PAGE
    assert (cabinet.state.import_state, cabinet.state.failures_in_row) == ("running", 0)


def test_a_refusal_of_the_first_page_is_no_lost_cursor(cabinet: CabinetThatForgets) -> None:
    cabinet.marketplace.fail("list_chats", INVALID)

    cabinet.import_slice()

    assert cabinet.state.failures_in_row == 1


def test_a_nightly_sweep_that_lost_its_cursor_begins_anew_within_the_hour_and_not_for_ever(
    cabinet: CabinetThatForgets,
) -> None:
    account_id = cabinet.account.pk
    night = next_full_sweep(account_id, now=cabinet.clock.now())
    SyncState.objects.update(import_state=SyncState.ImportState.DONE, next_full_sweep_at=night)
    begun_at = []
    while cabinet.state.next_full_sweep_at < night.replace(day=night.day + 1):  # type: ignore[operator]
        due_at = cabinet.state.next_full_sweep_at
        assert due_at is not None
        cabinet.clock.pass_time((due_at - cabinet.clock.now()).total_seconds())
        cabinet.sweep_slice(seconds=0)
        SyncState.objects.update(sweep_cursor="0:10", sweep_pages=1)
        begun_at.append(cabinet.clock.now())
        cabinet.sweep_slice()
        assert cabinet.state.sweep_scope == ""

    assert begun_at[1] == next_sweep(account_id, now=begun_at[0])
    assert 6 <= len(begun_at) <= 7
    assert cabinet.state.next_full_sweep_at == next_full_sweep(account_id, now=cabinet.clock.now())


def test_a_nightly_sweep_that_begins_anew_sees_the_whole_list(cabinet: CabinetThatForgets) -> None:
    account_id = cabinet.account.pk
    night = next_full_sweep(account_id, now=cabinet.clock.now())
    cabinet.clock.pass_time((night - cabinet.clock.now()).total_seconds())
    SyncState.objects.update(
        import_state=SyncState.ImportState.DONE, sweep_scope=Scope.ALL, sweep_cursor="0:10", sweep_pages=1
    )
    cabinet.sweep_slice()
    again = cabinet.state.next_full_sweep_at
    assert again is not None
    cabinet.clock.pass_time((again - cabinet.clock.now()).total_seconds())

    cabinet.sweep_slice()

    assert cabinet.state.fully_swept_at == again
    assert Message.objects.count() == CHATS
