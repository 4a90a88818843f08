"""A Redis-compatible server (Valkey) on a random loopback port, its data under the given home."""

import os
from collections.abc import Mapping
from pathlib import Path

from stack.binaries import redis_server
from stack.children import Command
from stack.paths import private_folder
from stack.ports import LOOPBACK, answers, free_port
from stack.supervisor import Supervisor


def start_redis(supervisor: Supervisor, *, home: Path, env: Mapping[str, str], password: str) -> str:
    """Start the server and return its URL."""
    data = private_folder(home / "redis")
    port = free_port()
    settings = home / "redis.conf"
    _write_settings(settings, port=port, data=data, password=password)
    # The password stands in the file: everyone can read the arguments of a process.
    supervisor.start(Command("redis", [str(redis_server()), str(settings)], env, cwd=data, grace=15, echo=False))
    supervisor.wait_until(lambda: answers(port), what="Redis", timeout=30)
    return f"redis://:{password}@{LOOPBACK}:{port}/0"


def _write_settings(path: Path, *, port: int, data: Path, password: str) -> None:
    lines = [
        f"port {port}",
        f"bind {LOOPBACK}",
        f"requirepass {password}",
        f'dir "{data}"',
        "appendonly yes",
        'save ""',
        "maxmemory 256mb",
        # The broker lives here: refuse new work rather than forget accepted work.
        "maxmemory-policy noeviction",
    ]
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
