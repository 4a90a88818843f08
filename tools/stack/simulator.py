"""The marketplace that stands in for Ozon on this machine."""

from collections.abc import Mapping
from pathlib import Path

from stack.children import Command
from stack.paths import BACKEND, PYTHON
from stack.ports import LOOPBACK, answers, kept_port
from stack.supervisor import Supervisor


def start_simulator(
    supervisor: Supervisor, *, home: Path, env: Mapping[str, str], token: str, echo: bool = True
) -> dict[str, str]:
    """Start it with its demo seller, and return where it is and how to control it."""
    # Stored messages carry the address of their files, so the simulator keeps its port.
    port = kept_port(home / "simulator.port")
    state = str(home / "simulator.sqlite3")
    argv = [
        str(PYTHON),
        "-m",
        "connectors.ozon.simulator",
        "--port",
        str(port),
        "--state",
        state,
        "--demo",
        "--seed",
        "1",
    ]
    # The token goes by the environment: everyone can read the arguments of a process.
    supervisor.start(Command("simulator", argv, {**env, "SIMULATOR_CONTROL_TOKEN": token}, cwd=BACKEND, echo=echo))
    supervisor.wait_until(lambda: answers(port), what="The simulator", timeout=60)
    url = f"http://{LOOPBACK}:{port}"
    return {
        "OZON_SIMULATOR_URL": url,
        "OZON_SIMULATOR_CONTROL_URL": f"{url}/_control",
        "OZON_SIMULATOR_CONTROL_TOKEN": token,
    }
