"""What runs and sends do when the time of their task is up."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from types import SimpleNamespace
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import connection

from accounts.models import Workspace
from chats.models import ChatAccount, Reply, SyncRun, SyncState
from chats.sync.connect import limiter_of
from chats.sync.walking import Next
from chats.tests.cabinet import Cabinet
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from connectors.testing.fake import FakeConnector
from connectors.throttle import Lane
from core import soft_limit


class Stopwatch:
    """The time of the task, which this test alone moves."""

    now = 0.0

    def up(self, connector: FakeConnector, call: str) -> FakeConnector:
        """The time is up when this call of the connector has been answered."""
        answer = getattr(connector, call)

        def late(*args: Any, **kwargs: Any) -> Any:
            found = answer(*args, **kwargs)
            self.now = 100.0
            return found

        setattr(connector, call, late)
        return connector

    def up_after(self, words: str) -> AbstractContextManager[None]:
        """The time is up when a statement with these words has been carried out."""

        def late(execute: Callable[..., Any], sql: str, *statement: Any) -> Any:
            found = execute(sql, *statement)
            if words in sql:
                self.now = 100.0
            return found

        return connection.execute_wrapper(late)


@pytest.fixture
def stopwatch(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Stopwatch]:
    stopwatch = Stopwatch()
    monkeypatch.setattr(soft_limit, "time", SimpleNamespace(monotonic=lambda: stopwatch.now))
    with connection.execute_wrapper(soft_limit.keep_and_execute):
        soft_limit.begin(80)
        yield stopwatch
    soft_limit.lift()


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def test_a_look_says_that_it_failed_and_gives_the_account_back(cabinet: Cabinet, stopwatch: Stopwatch) -> None:
    def connect(account: ChatAccount) -> FakeConnector:
        return stopwatch.up(cabinet.connect(account), "list_chats")

    cabinet.buyer_asks()

    run = cabinet.look(connect=connect)

    assert run is not None
    assert (run.result, run.error_code) == (SyncRun.Result.FAILED, "internal_error")
    assert SyncRun.objects.get().pk == run.pk
    assert (cabinet.state.look_owner, cabinet.state.fresh_at) == (None, None)


def test_a_look_that_was_cut_blames_no_cabinet(cabinet: Cabinet, stopwatch: Stopwatch) -> None:
    SyncState.objects.filter(chat_account=cabinet.account).update(failures_in_row=3, last_error_code="rate_limited")

    cabinet.look(connect=lambda account: stopwatch.up(cabinet.connect(account), "list_chats"))

    state = cabinet.state
    assert (state.next_attempt_at, state.failures_in_row, state.last_error_code) == (None, 3, "rate_limited")


def test_a_look_whose_last_word_took_too_long_gives_the_account_back(cabinet: Cabinet, stopwatch: Stopwatch) -> None:
    cabinet.buyer_asks()

    with stopwatch.up_after('INSERT INTO "chat_sync_runs"'):
        cabinet.look()

    assert stopwatch.now == 100.0
    assert cabinet.state.look_owner is None
    assert SyncRun.objects.get().result == SyncRun.Result.OK


def test_a_slice_whose_last_word_took_too_long_gives_the_account_back(cabinet: Cabinet, stopwatch: Stopwatch) -> None:
    cabinet.buyer_asks()

    with stopwatch.up_after('INSERT INTO "chat_sync_runs"'):
        cabinet.import_slice()

    assert stopwatch.now == 100.0
    assert cabinet.state.bulk_owner is None


def test_a_slice_of_an_import_goes_on_where_it_was(cabinet: Cabinet, stopwatch: Stopwatch) -> None:
    def connect(account: ChatAccount) -> FakeConnector:
        return stopwatch.up(cabinet.connect(account), "list_chats")

    chat_id = cabinet.buyer_asks("Когда отправите?")

    following = cabinet.import_slice(connect=connect)
    owner = cabinet.state.bulk_owner
    cabinet.import_slice()

    assert (following, owner) == (Next.AT_ONCE, None)
    assert cabinet.texts(chat_id) == ["Когда отправите?"]


def test_what_became_of_a_claimed_reply_is_written_down_all_the_same(
    outbox: Outbox, stopwatch: Stopwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = outbox.write()
    send = FakeConnector.send

    def late(self: FakeConnector, **asked: Any) -> Any:
        receipt = send(self, **asked)
        stopwatch.now = 100.0
        return receipt

    monkeypatch.setattr(FakeConnector, "send", late)

    assert outbox.deliver(reply).state == Reply.State.ACCEPTED
    assert len(outbox.sent_texts) == 1


def test_no_call_is_begun_any_more(stopwatch: Stopwatch) -> None:
    limiter = limiter_of("ozon", settings.REDIS_URL)
    limiter.acquire(account="1", method="/v1/chat/list", lane=Lane.BULK)
    stopwatch.now = 100.0

    with pytest.raises(SoftTimeLimitExceeded):
        limiter.acquire(account="1", method="/v1/chat/list", lane=Lane.BULK)
