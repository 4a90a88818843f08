"""One chat that cannot be read or stored does not stop the others, and one refusal is not all of them."""

import logging
from collections.abc import Sequence
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import SyncRun
from chats.sync.apply import ChatPage, store_pages
from chats.tests.cabinet import Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.errors import Rejected, TemporaryFailure

SECRET = "Моя фамилия Выдуманная, улица Несуществующая, 5"


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
    cabinet.marketplace.fail("history", Rejected("subscription_required", status=403))

    cabinet.look()
    calls = cabinet.calls_of_look()

    account = cabinet.fresh_account
    assert (account.state, account.can_read_history, account.limits) == ("active", False, ["subscription_no_history"])
    assert calls == ["list_chats", "list_chats"]
    assert "account.updated" in cabinet.changes()
