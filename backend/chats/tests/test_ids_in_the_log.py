"""Whose work a line of a worker's log is about: the ids of workspace and cabinet stand in each."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from accounts.models import Workspace
from chats.models import Reply, SyncState
from chats.tasks import replies, sync
from chats.tests.cabinet import Cabinet
from chats.tests.factories import connect_to
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from connectors.errors import ConnectorError, OutcomeUnknown, Rejected, TemporaryFailure
from core.tests.worker_log import lines_of, log_written_to, run_as_worker

MARKER: Final = "Где-мой-заказ-4711"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    with log_written_to(tmp_path / "worker.log") as file:
        yield file


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> Cabinet:
    cabinet = Cabinet.connected(workspace, clock)
    monkeypatch.setattr(sync, "looker_for", cabinet.connect)
    monkeypatch.setattr(sync, "importer_for", cabinet.connect)
    return cabinet


@pytest.fixture
def reply(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> Reply:
    monkeypatch.setattr(replies, "connector_for", connect_to(outbox.marketplace))
    return outbox.write()


def ids(line: dict[str, Any]) -> tuple[object, ...]:
    return line["task"], line["task_id"], line["workspace_id"], line["account_id"]


def test_a_look_that_failed_says_whose_it_was(log: Path, cabinet: Cabinet) -> None:
    cabinet.marketplace.fail("list_chats", TemporaryFailure("marketplace_unavailable"))

    run_as_worker(sync.look, account_id=cabinet.account.pk)

    account = cabinet.account
    assert ids(lines_of(log)["sync.delayed"]) == ("chats.look", "task-7", account.workspace_id, account.pk)


@pytest.mark.parametrize(
    ("task", "import_state"),
    [(sync.import_slice, SyncState.ImportState.PENDING), (sync.sweep_slice, SyncState.ImportState.DONE)],
)
def test_a_walk_that_failed_says_whose_it_was(
    log: Path, cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch, task: Any, import_state: str
) -> None:
    SyncState.objects.update(import_state=import_state, next_sweep_at=cabinet.clock.now())
    monkeypatch.setattr("chats.sync.walking.read_chats", lambda *_args, **_options: int(MARKER))

    run_as_worker(task, account_id=cabinet.account.pk)

    account = cabinet.account
    assert ids(lines_of(log)["task_failed"]) == (task.name, "task-7", account.workspace_id, account.pk)
    assert MARKER not in log.read_text()


@pytest.mark.parametrize(
    ("failure", "event"),
    [(Rejected("refused", status=400), "reply.rejected"), (OutcomeUnknown("answer_lost"), "reply.outcome_unknown")],
)
def test_a_reply_that_was_not_sent_says_whose_it_is(
    log: Path, outbox: Outbox, reply: Reply, failure: ConnectorError, event: str
) -> None:
    outbox.marketplace.fail("send", failure)

    run_as_worker(replies.deliver_reply, reply_id=reply.pk)

    line = lines_of(log)[event]
    assert line["reply_id"] == reply.pk
    assert ids(line) == ("chats.deliver_reply", "task-7", outbox.account.workspace_id, outbox.account.pk)


def test_a_check_that_failed_says_whose_reply_it_was_about(log: Path, outbox: Outbox, reply: Reply) -> None:
    outbox.deliver(reply)
    outbox.clock.pass_time(3)
    outbox.marketplace.fail("history", TemporaryFailure("marketplace_unavailable"))

    run_as_worker(replies.check_reply, reply_id=reply.pk)

    line = lines_of(log)["reply.check_failed"]
    assert line["reply_id"] == reply.pk
    assert ids(line) == ("chats.check_reply", "task-7", outbox.account.workspace_id, outbox.account.pk)
