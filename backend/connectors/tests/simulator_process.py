"""The Ozon simulator as a process of its own, moved through its control API."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from stack.ports import free_port

BACKEND = Path(__file__).resolve().parents[2]
TOKEN = "control-token-of-the-tests"
PATIENCE_SECONDS = 30


class SimulatorProcess:
    """Started once for a module; every test has a cabinet of its own in it."""

    def __init__(self, *, port: int, state: Path) -> None:
        self.base_url = f"http://127.0.0.1:{port}"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {TOKEN}"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "connectors.ozon.simulator", "--port", str(port), "--state", str(state)],
            env={**os.environ, "PYTHONPATH": str(BACKEND), "SIMULATOR_CONTROL_TOKEN": TOKEN},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def wait_until_ready(self) -> None:
        """It prints one line when it listens."""
        output = self._process.stdout
        assert output is not None
        readable, _, _ = select.select([output], [], [], PATIENCE_SECONDS)
        line = output.readline().decode() if readable else ""
        if self._process.poll() is not None or not line:
            self.stop()
            raise RuntimeError(f"the simulator did not start: {line}")

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._session.close()

    def command(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One call of the control API; its answer."""
        response = self._session.request(verb, f"{self.base_url}/_control{path}", json=body, timeout=10)
        response.raise_for_status()
        return response.json() if response.content else None


def wait_for(condition: Any, *, seconds: float = 10) -> None:
    """Look again until it holds, at most for some seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


@contextmanager
def running_simulator(state: Path) -> Iterator[SimulatorProcess]:
    """On a free port, ready, and ended afterwards."""
    process = SimulatorProcess(port=free_port(), state=state)
    process.wait_until_ready()
    yield process
    process.stop()
