"""Each event once, found in time, and none where there is no news."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from accounts.models import Workspace
from chats.models import Chat, Reply
from chats.services.alerts.finding import find_events
from chats.services.clock import refresh_clock
from chats.sync.apply import ChatPage, store_pages
from chats.tests.alerts import MINUTE, answer_in_cabinet, kinds, make_debt
from chats.tests.factories import NOW, make_account, make_chat, make_message, make_reply
from connectors.records import Author, RemoteMessage
from sla.models import Event, Obligation

HOUR = timedelta(hours=1)
Kind = Event.Kind


def test_a_debt_is_warned_of_and_breached_once_each(workspace: Workspace) -> None:
    make_debt(workspace=workspace, due_at=NOW + HOUR)

    for minutes in (0, 0, 30, 60, 61, 62, 300):
        find_events(now=NOW + minutes * MINUTE)

    assert kinds(kind__startswith="obligation") == [Kind.WARNING, Kind.BREACHED]


def test_nothing_is_found_before_its_time(workspace: Workspace) -> None:
    make_debt(workspace=workspace, due_at=NOW + HOUR + MINUTE)

    assert find_events(now=NOW) == 0


def test_due_at_the_very_moment_is_not_overdue(workspace: Workspace) -> None:
    make_debt(workspace=workspace, due_at=NOW)

    find_events(now=NOW)

    assert kinds() == [Kind.WARNING]


def test_a_breach_found_first_leaves_no_warning_behind(workspace: Workspace) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    find_events(now=NOW)
    find_events(now=NOW + MINUTE)

    assert kinds() == [Kind.BREACHED]


@pytest.mark.parametrize(("minutes", "is_late"), [(1, False), (5, False), (6, True), (180, True)])
def test_what_is_found_more_than_five_minutes_after_is_late(workspace: Workspace, minutes: int, is_late: bool) -> None:
    make_debt(workspace=workspace, due_at=NOW - minutes * MINUTE)

    find_events(now=NOW)

    assert Event.objects.get().is_late is is_late


def test_an_answered_debt_is_not_found(workspace: Workspace) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    answer_in_cabinet(chat, at=NOW, now=NOW)

    find_events(now=NOW)

    assert kinds(telling="pending") == []


@pytest.mark.parametrize("state", [Reply.State.QUEUED, Reply.State.SENDING, Reply.State.UNCLEAR])
def test_a_reply_on_its_way_holds_the_alarm_for_two_minutes(workspace: Workspace, state: str) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    make_reply(chat=chat, state=state, queued_at=NOW - MINUTE, sending_at=NOW - MINUTE / 2)

    find_events(now=NOW)
    held = kinds()
    find_events(now=NOW + 2 * MINUTE)

    assert held == []
    assert kinds() == [Kind.BREACHED]


def test_a_failed_reply_holds_nothing(workspace: Workspace) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    make_reply(chat=chat, state=Reply.State.FAILED, queued_at=NOW - MINUTE)

    find_events(now=NOW)

    assert kinds() == [Kind.BREACHED]


def test_what_waited_when_the_cabinet_was_connected_gives_no_alarm(workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat, at=NOW - 9 * HOUR, is_historic=True)
    refresh_clock(chat, now=NOW)

    found = find_events(now=NOW + 36 * HOUR)

    assert (chat.due_at, found) == (NOW - 5 * HOUR, 0)


def test_a_thousand_imported_chats_give_no_alarm(workspace: Workspace) -> None:
    """Each of them waits for an answer, and their windows close one after the other."""
    account = make_account(workspace=workspace, connected_at=NOW)
    chats = Chat.objects.bulk_create(
        Chat(workspace=workspace, chat_account=account, external_id=str(number), kind=Chat.Kind.BUYER)
        for number in range(1_000)
    )
    for start in range(0, len(chats), 500):
        pages = [ChatPage(chat.pk, [question(int(chat.external_id))]) for chat in chats[start : start + 500]]
        store_pages(pages, now=NOW, historic=True)

    found = [find_events(now=NOW + hours * HOUR) for hours in (0, 4, 24, 47)]

    assert Obligation.objects.open().count() == 1_000
    assert found == [0, 0, 0, 0]
    assert not Event.objects.exists()


def question(number: int) -> RemoteMessage:
    sent_at = NOW - timedelta(seconds=100 * (number + 1))
    return RemoteMessage(
        id=str(5_000_000 + number),
        chat_id="any",
        author=Author.BUYER,
        text="Когда отправите заказ?",
        sent_at=sent_at,
    )


def test_a_closing_window_is_told_at_twelve_hours_and_at_three(workspace: Workspace) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - 36 * HOUR)
    closes_at = chat.window_closes_at
    assert closes_at is not None

    for hours in (13, 12, 11, 3, 2, 1):
        find_events(now=closes_at - hours * HOUR)
        find_events(now=closes_at - hours * HOUR + MINUTE)

    told = Event.objects.filter(kind=Kind.WINDOW_CLOSING).order_by("pk")
    assert list(told.values_list("threshold_hours", "about_at", "created_at")) == [
        (12, closes_at, closes_at - 12 * HOUR),
        (3, closes_at, closes_at - 3 * HOUR),
    ]


def test_a_window_seen_late_is_told_once_by_the_nearer_threshold(workspace: Workspace) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - 36 * HOUR)
    assert chat.window_closes_at is not None

    find_events(now=chat.window_closes_at - HOUR)

    assert list(Event.objects.filter(kind=Kind.WINDOW_CLOSING).values_list("threshold_hours", flat=True)) == [3]


def test_a_window_that_moved_is_told_anew(workspace: Workspace) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - 36 * HOUR)
    first = chat.window_closes_at
    assert first is not None
    find_events(now=first - HOUR)
    make_message(chat=chat, at=first - HOUR)
    refresh_clock(chat, now=first - HOUR)
    moved = chat.window_closes_at
    assert moved is not None

    find_events(now=moved - HOUR)

    windows = Event.objects.filter(kind=Kind.WINDOW_CLOSING).order_by("pk")
    assert list(windows.values_list("about_at", flat=True)) == [first, moved]


def test_a_window_without_a_debt_is_nobodys_alarm(workspace: Workspace) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW)
    answer_in_cabinet(chat, at=NOW, now=NOW)
    assert chat.window_closes_at is not None

    assert find_events(now=chat.window_closes_at - HOUR) == 0


def test_what_became_of_a_debt_is_recorded_and_told_to_nobody(workspace: Workspace) -> None:
    in_time = make_debt(workspace=workspace, due_at=NOW + HOUR)
    late = make_debt(workspace=workspace, due_at=NOW - HOUR)

    answer_in_cabinet(in_time, at=NOW, now=NOW)
    answer_in_cabinet(late, at=NOW, now=NOW)
    refresh_clock(late, now=NOW)

    assert kinds(telling="silent") == [Kind.MET, Kind.MET_LATE]


@pytest.mark.django_db(transaction=True)
def test_a_chat_that_the_sync_holds_is_left_to_the_next_round(workspace: Workspace) -> None:
    """Nobody waits with something in hand for who holds the other half."""
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    with transaction.atomic():
        Chat.objects.select_for_update().get(pk=chat.pk)
        at_once([lambda: find_events(now=NOW)])
        during = kinds()
    find_events(now=NOW)

    assert during == [Kind.BREACHED]
    assert kinds() == [Kind.BREACHED] * 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_give_one_event(workspace: Workspace) -> None:
    for _ in range(30):
        make_debt(workspace=workspace, due_at=NOW - MINUTE)

    at_once([lambda: find_events(now=NOW)] * 4)
    find_events(now=NOW)

    assert kinds() == [Kind.BREACHED] * 30


def at_once(calls: list[Callable[[], object]]) -> None:
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        barrier.wait()
        try:
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        list(pool.map(run, calls))
