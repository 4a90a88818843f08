"""One budget for all processes: what a marketplace really gets from several of them at once."""

import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from connectors.tests.caller_process import CallerProcess
from connectors.tests.simulator_process import SimulatorProcess, running_simulator

pytestmark = pytest.mark.process

CLIENT_ID = "700951"
HOME = f"/accounts/{CLIENT_ID}"
LATE_BY_THE_WAY = 4
"""So many more calls than were granted may arrive in one second, when the machine holds some of them up."""


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatorProcess]:
    with running_simulator(tmp_path / "simulator.db") as process:
        yield process


@pytest.fixture
def cabinet(simulator: SimulatorProcess) -> dict[str, str]:
    api_key = str(uuid.uuid4())
    account = {"client_id": CLIENT_ID, "api_key": api_key, "subscription": "PREMIUM_PLUS", "windows": False}
    simulator.command("POST", "/accounts", account)
    chat = simulator.command("POST", f"{HOME}/chats", {"messages": [{"text": "Где заказ?"}]})
    return {
        "base_url": simulator.base_url,
        "client_id": CLIENT_ID,
        "api_key": api_key,
        "chat_id": str(chat["chat_id"]),
    }


def test_four_processes_read_five_times_a_second_and_replies_pass_them(
    simulator: SimulatorProcess, cabinet: dict[str, str]
) -> None:
    began_at = time.monotonic()

    with ExitStack() as running:
        readers = [running.enter_context(CallerProcess("reads", 10, **cabinet)) for _ in range(4)]
        sender = running.enter_context(CallerProcess("sends", 5, **cabinet))
        replies = sender.seconds()
        reads = [seconds for reader in readers for seconds in reader.seconds()]
    took = time.monotonic() - began_at

    calls = simulator.command("GET", f"{HOME}/calls")
    assert len(reads) == 40
    assert took >= (40 / 5 - 1) * 1.05
    assert calls["peak_calls_per_second"] <= 5 + 5 + LATE_BY_THE_WAY
    assert sorted(replies)[2] < 2, "behind the reads a reply would wait eight seconds"
    assert max(replies) < 5


def test_four_processes_that_all_reply_stay_below_fifty_calls_in_any_second(
    simulator: SimulatorProcess, cabinet: dict[str, str]
) -> None:
    with ExitStack() as running:
        senders = [running.enter_context(CallerProcess("sends", 30, **cabinet)) for _ in range(4)]
        sent = sum(len(sender.seconds()) for sender in senders)

    calls = simulator.command("GET", f"{HOME}/calls")
    assert sent == 120
    assert calls["peak_calls_per_second"] <= 50
