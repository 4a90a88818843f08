"""Servers of our own for one run, which keep their promises to the disk and are thrown away afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stack.environment import child_environment
from stack.identity import outside_folder
from stack.paths import LOCAL, ROOT, private_folder
from stack.processes import migration
from stack.services import start_services
from stack.supervisor import Supervisor

LOG_FOLDER: Final = LOCAL / "log" / "bench"
# Nothing that a developer set for the product may change a figure.
_KEPT: Final = {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "AGENTIQ_PG_BINDIR", "AGENTIQ_REDIS_SERVER"}


@dataclass(frozen=True)
class Place:
    home: Path
    supervisor: Supervisor
    env: Mapping[str, str]


@contextmanager
def throw_away_place(stop: threading.Event) -> Iterator[Place]:
    for folder in LOCAL.glob("bench-*"):
        _remove(folder)
    home = private_folder(LOCAL / f"bench-{secrets.token_hex(4)}")
    given = {name: value for name, value in os.environ.items() if name in _KEPT}
    with ExitStack() as stack:
        stack.callback(_remove, home)
        supervisor = stack.enter_context(Supervisor(stop=stop, log_folder=LOG_FOLDER))
        made = start_services(supervisor, home=home, env=child_environment(given, {}))
        env = child_environment(given, made) | {
            "LOG_FORMAT": "json",
            "LOG_FILE": str(home / "bench.log"),
            "EMAIL_URL": f"filemail:///{home / 'mail'}",
            "API_RATE_LIMITS": "0,0",
            "DEMO": "0",
            "POLL_SECONDS": "60",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "backend"), str(ROOT / "tools")]),
        }
        supervisor.require(migration(env))
        yield Place(home=home, supervisor=supervisor, env=env)


def _remove(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(outside_folder(home), ignore_errors=True)
