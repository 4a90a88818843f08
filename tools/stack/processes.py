"""The processes of the product. Their commands are the scripts in `backend/bin/`, which docker-compose runs too."""

from collections.abc import Mapping
from dataclasses import replace

from stack.children import Command
from stack.paths import BACKEND

_BIN = BACKEND / "bin"
# The request or task in hand is finished first; whoever has none leaves at once.
_GRACE = {"api": 35.0, "worker-replies": 30.0, "worker": 30.0, "beat": 10.0}


# What nobody waits for, in a process that gives way to all others.
_BULK_APART = {
    "worker": {"WORKER_QUEUES": "sync,default"},
    "worker-bulk": {"WORKER_QUEUES": "bulk", "WORKER_THREADS": "8", "WORKER_NICE": "12"},
}


def product(env: Mapping[str, str], *, echo: bool = True, bulk_apart: bool = False) -> list[Command]:
    """One worker for looks and imports, or one for each, as the files for production have it."""
    commands = [
        Command(name, [str(_BIN / name)], env, cwd=BACKEND, grace=grace, echo=echo) for name, grace in _GRACE.items()
    ]
    if not bulk_apart:
        return commands
    worker = next(command for command in commands if command.name == "worker")
    others = [command for command in commands if command is not worker]
    return others + [replace(worker, name=name, env={**env, **more}) for name, more in _BULK_APART.items()]


def migration(env: Mapping[str, str]) -> Command:
    return Command("migrate", [str(_BIN / "migrate")], env, cwd=BACKEND, echo=False)
