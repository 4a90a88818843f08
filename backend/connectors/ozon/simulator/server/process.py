from __future__ import annotations

import ctypes
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from connectors.ozon.simulator.core.clock import SystemClock
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.demo.shop import make_branch, make_demo_shop
from connectors.ozon.simulator.server.background import start_background
from connectors.ozon.simulator.server.sqlite_store import SqliteStore
from connectors.ozon.simulator.server.web import SimulatorApp

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Settings:
    port: int
    state: Path
    control_token: str = field(repr=False)
    demo: bool
    seed: int
    threads: int


class Simulator(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """One process with many threads: the state lives in memory, so there can be only one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"127.0.0.1:{self._settings.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": self._settings.threads,
            "worker_connections": 2000,
            "timeout": 0,
            "graceful_timeout": 1,
            "keepalive": 75,
            "loglevel": "warning",
            "proc_name": "ozon-simulator",
            "control_socket_disable": True,
            "post_fork": _die_with_parent,
            "post_worker_init": self._say_ready,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Runs in the worker, after the fork: threads and the state file belong to it."""
        # A state that goes on must not draw the ids again that it drew at its beginning.
        random = Random() if self._settings.state.exists() else Random(self._settings.seed)
        world = World(clock=SystemClock(), random=random, store=SqliteStore(self._settings.state))
        if self._settings.demo:
            make_demo_shop(world, seed=self._settings.seed)
            make_branch(world, seed=self._settings.seed + 1)
        start_background(world)
        return SimulatorApp(world, control_token=self._settings.control_token, sleep=time.sleep)

    def _say_ready(self, worker: Any) -> None:
        print(f"ozon simulator is ready on http://127.0.0.1:{self._settings.port}", flush=True)


def _die_with_parent(server: Any, worker: Any) -> None:
    """A killed master must not leave a worker behind that still holds the port and the state."""
    if hasattr(ctypes, "CDLL") and Path("/proc").is_dir():
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def serve(settings: Settings) -> None:
    Simulator(settings).run()
