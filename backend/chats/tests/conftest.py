"""Fixtures of the tests of chats."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from accounts.models import Workspace
from chats.services.drift import notes
from chats.sync import account_states, sweeping
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from conftest import Queued
from connectors.testing.clock import START
from connectors.tests.simulator_process import SimulatorProcess, running_simulator


@pytest.fixture(autouse=True)
def _nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No drift is known to this process, and nobody waits before a refusal is confirmed."""
    notes.forget()
    monkeypatch.setattr(account_states, "PAUSE_BEFORE_CONFIRMING", 0.0)


@pytest.fixture(autouse=True)
def _sweeps_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two calls of a nightly sweep lies real time."""
    monkeypatch.setattr(sweeping, "SECONDS_PER_CALL", dict.fromkeys(sweeping.SECONDS_PER_CALL, 0.0))


@pytest.fixture
def clock() -> Iterator[MovingClock]:
    """The time of everybody, of the database rows too; it moves only when told."""
    with time_machine.travel(START, tick=False) as traveller:
        yield MovingClock(traveller)


@pytest.fixture
def outbox(clock: MovingClock, workspace: Workspace, queued: Queued) -> Outbox:
    """A chat in which the buyer has asked something, at a marketplace in memory."""
    return Outbox.open(workspace, clock)


@pytest.fixture
def simulator(tmp_path: Path, settings: Any) -> Iterator[SimulatorProcess]:
    """The marketplace as a process of its own, which accounts connected here lead to."""
    with running_simulator(tmp_path / "simulator.db") as process:
        settings.OZON_API_URL = process.base_url
        yield process
