from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.tests.factories import make_workspace
from chats.api.changes import MEANINGS
from chats.models import Change, ChangeCounter
from chats.selectors.changes import CursorExpired, read_changes, read_head
from chats.services import change_retention
from chats.services.change_retention import drop_old_changes
from chats.services.changes import change_feed, record
from chats.tasks import chats as tasks
from chats.tasks import slices
from conftest import Queued

AUTHENTICATION = 3


def note(workspace: Workspace, *chat_ids: int) -> None:
    with change_feed():
        for chat_id in chat_ids:
            record(workspace.pk, Change.Kind.CHAT_UPDATED, chat_id=chat_id)


def get(client: APIClient, query: str = "") -> Any:
    return client.get(f"/api/v1/changes{query}")


def chats(page: Any) -> list[str]:
    return [change["chat_id"] for change in page.json()["results"]]


def test_without_a_place_the_feed_tells_where_it_stands(agent: APIClient, workspace: Workspace) -> None:
    note(workspace, 1, 2, 3)

    assert get(agent).json() == {"results": [], "next_after": "3", "has_more": False}


def test_a_feed_in_which_nothing_happened_stands_at_zero(agent: APIClient) -> None:
    assert get(agent).json()["next_after"] == "0"
    assert get(agent, "?after=0").json() == {"results": [], "next_after": "0", "has_more": False}


def test_changes_come_in_order_and_in_pages(agent: APIClient, workspace: Workspace) -> None:
    note(workspace, 11, 12)
    note(workspace, 13)

    first = get(agent, "?after=0&limit=2")
    second = get(agent, f"?after={first.json()['next_after']}&limit=2")

    assert (chats(first), first.json()["has_more"]) == (["11", "12"], True)
    assert (chats(second), second.json()["has_more"], second.json()["next_after"]) == (["13"], False, "3")
    change = second.json()["results"][0]
    assert change == {
        "seq": "3",
        "kind": "chat.updated",
        "chat_account_id": None,
        "chat_id": "13",
        "message_id": None,
        "reply_id": None,
        "notification_id": None,
        "at": change["at"],
    }


def test_other_workspaces_have_numbers_of_their_own(
    agent: APIClient, stranger: APIClient, workspace: Workspace
) -> None:
    note(workspace, 11)

    assert get(stranger).json()["next_after"] == "0"
    assert get(stranger, "?after=0").json()["results"] == []


def test_nothing_new_costs_one_read_and_no_body(
    agent: APIClient, workspace: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    note(workspace, 11)
    etag = get(agent, "?after=1").headers["ETag"]

    with django_assert_num_queries(AUTHENTICATION + 1):
        idle = get_with(agent, "?after=1", etag)
    note(workspace, 12)
    busy = get_with(agent, "?after=1", etag)

    assert (idle.status_code, idle.content) == (304, b"")
    assert chats(busy) == ["12"]


def note_and_fail(workspace: Workspace, chat_id: int) -> None:
    with change_feed():
        record(workspace.pk, Change.Kind.CHAT_UPDATED, chat_id=chat_id)
        raise ZeroDivisionError


def get_with(client: APIClient, query: str, etag: str) -> Any:
    return client.get(f"/api/v1/changes{query}", headers={"If-None-Match": etag})


@pytest.mark.parametrize("query", ["?after=x", "?after=-1", "?after=1&limit=501", "?after=%00"])
def test_a_place_that_makes_no_sense_is_refused(agent: APIClient, query: str) -> None:
    assert get(agent, query).status_code == 400


def test_a_place_beyond_the_end_is_answered_like_a_lost_one(agent: APIClient, workspace: Workspace) -> None:
    note(workspace, 11)

    assert get(agent, "?after=2").status_code == 410


def test_changes_are_kept_three_days_and_older_places_are_told_so(agent: APIClient, workspace: Workspace) -> None:
    note(workspace, 11, 12)
    Change.objects.update(at=timezone.now() - timedelta(days=3, minutes=1))
    note(workspace, 13)

    dropped = sum(drop_old_changes(now=timezone.now()))

    assert dropped == 2
    expired = get(agent, "?after=1")
    assert expired.status_code == 410
    assert expired.json()["errors"][0]["code"] == "cursor_expired"
    assert chats(get(agent, "?after=2")) == ["13"]
    assert ChangeCounter.objects.get(workspace=workspace).dropped_up_to == 2


def test_old_changes_go_in_slices_that_call_for_the_next_one(
    workspace: Workspace, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_retention, "BATCH", 1)
    monkeypatch.setattr(slices, "SLICE_SECONDS", 0.0)
    note(workspace, 11, 12)
    Change.objects.update(at=timezone.now() - timedelta(days=4))

    tasks.drop_old_changes_daily()

    assert [change.chat_id for change in Change.objects.all()] == [12]
    assert queued == [("chats.drop_old_changes", {})]


def test_rows_that_vanish_while_they_are_read_are_never_skipped_silently(workspace: Workspace) -> None:
    note(workspace, 11, 12, 13)
    head = read_head(workspace)
    Change.objects.filter(seq__lte=2).delete()

    with pytest.raises(CursorExpired):
        read_changes(workspace, after=0, head=head, limit=10)


def test_a_change_that_was_rolled_back_leaves_no_hole(workspace: Workspace) -> None:
    note(workspace, 11)
    with pytest.raises(ZeroDivisionError):
        note_and_fail(workspace, 12)
    note(workspace, 13)

    assert list(Change.objects.order_by("seq").values_list("seq", "chat_id")) == [(1, 11), (2, 13)]


@pytest.mark.django_db(transaction=True)
def test_a_reader_misses_nothing_while_a_slow_writer_commits_last() -> None:
    """The slow writer begins first and commits last; a reader that has seen the fast one still gets it."""
    workspace = make_workspace()
    note(workspace, 1)
    slow_began, fast_is_done = Event(), Event()

    def write_slowly() -> None:
        try:
            with change_feed():
                record(workspace.pk, Change.Kind.CHAT_UPDATED, chat_id=100)
                slow_began.set()
                assert fast_is_done.wait(timeout=10)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(write_slowly)
        assert slow_began.wait(timeout=10)
        note(workspace, 200)
        early = read(workspace, after=0)
        fast_is_done.set()
        slow.result(timeout=10)
    late = read(workspace, after=early[-1][0])

    assert early == [(1, 1), (2, 200)]
    assert late == [(3, 100)]


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_has_its_number_holds_the_next_one_back_until_it_commits() -> None:
    workspace = make_workspace()
    has_number, may_commit = Event(), Event()

    def write_and_wait() -> None:
        try:
            with transaction.atomic():
                note(workspace, 100)
                has_number.set()
                assert may_commit.wait(timeout=10)
        finally:
            connection.close()

    def write_next() -> None:
        try:
            note(workspace, 200)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(write_and_wait)
        assert has_number.wait(timeout=10)
        second = pool.submit(write_next)
        seen_meanwhile = read(workspace, after=0)
        assert not second.done()
        may_commit.set()
        first.result(timeout=10)
        second.result(timeout=10)

    assert seen_meanwhile == []
    assert read(workspace, after=0) == [(1, 100), (2, 200)]


@pytest.mark.django_db(transaction=True)
def test_many_writers_and_a_reader_that_never_stops_lose_nothing() -> None:
    workspace = make_workspace()
    writers, each = 4, 25

    def write(writer: int) -> None:
        try:
            for number in range(each):
                note(workspace, writer * 1000 + number)
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        running = [pool.submit(write, writer) for writer in range(writers)]
        seen = list(follow(workspace, until=lambda: all(one.done() for one in running)))
        for one in running:
            one.result(timeout=10)

    assert [seq for seq, _ in seen] == list(range(1, writers * each + 1))
    assert {chat_id for _, chat_id in seen} == {w * 1000 + n for w in range(writers) for n in range(each)}


def read(workspace: Workspace, *, after: int) -> list[tuple[int, int | None]]:
    page = read_changes(workspace, after=after, head=read_head(workspace), limit=500)
    return [(change.seq, change.chat_id) for change in page.changes]


def follow(workspace: Workspace, *, until: Any) -> Iterator[tuple[int, int | None]]:
    """Read on and on, and once more after the writers have ended."""
    after = 0
    for _ in range(20_000):
        is_last = until()
        for change in read(workspace, after=after):
            after = change[0]
            yield change
        if is_last:
            return


def test_each_kind_of_change_is_explained() -> None:
    assert set(MEANINGS) == set(Change.Kind)
