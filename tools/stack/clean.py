"""`make clean`: end what runs from this checkout and remove what it left."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

from stack.console import say
from stack.identity import outside_folder
from stack.locks import holder
from stack.paths import LOCAL, LOCK
from stack.problems import StackError

_SERVERS = {"postgres": signal.SIGINT, "valkey-server": signal.SIGTERM, "redis-server": signal.SIGTERM}
_WAIT_SECONDS = 90


def clean() -> int:
    for lock in (LOCK, LOCAL / "test.lock"):
        _end_stack(lock)
    _end_stray_servers()
    for folder in (LOCAL, outside_folder(LOCAL).parent):
        if folder.exists():
            shutil.rmtree(folder)
            say(f"Removed {folder}")
    return 0


def _end_stack(lock: Path) -> None:
    pid = holder(lock)
    if pid is None:
        return
    say("Ending the stack that runs in this checkout…")
    os.kill(pid, signal.SIGTERM)
    _wait_until(lambda: holder(lock) is None, "The running stack")


def _end_stray_servers() -> None:
    """Servers whose data lie in this checkout, left behind where the kernel could not end them for us."""
    homes = (LOCAL, outside_folder(LOCAL).parent)
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            name = (entry / "comm").read_text().strip()
            folder = (entry / "cwd").readlink()
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if name not in _SERVERS or not any(folder.is_relative_to(home) for home in homes):
            continue
        if _is_server(parent, folder):
            continue
        os.kill(int(entry.name), _SERVERS[name])
        _wait_until(lambda entry=entry: not entry.exists(), f"{name} ({entry.name})")  # type: ignore[misc]


def _is_server(pid: int, folder: Path) -> bool:
    """Is the process a server on the same data? Then its children end with it."""
    process = Path("/proc") / str(pid)
    try:
        return (process / "comm").read_text().strip() in _SERVERS and (process / "cwd").readlink() == folder
    except OSError:
        return False


def _wait_until(done: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + _WAIT_SECONDS
    while not done():
        if time.monotonic() > limit:
            raise StackError(f"{what} did not end within {_WAIT_SECONDS} s.")
        time.sleep(0.1)
