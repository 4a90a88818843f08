"""The processes of the product. Their commands are the scripts in `backend/bin/`, which docker-compose runs too."""

from collections.abc import Mapping

from stack.children import Command
from stack.paths import BACKEND

_BIN = BACKEND / "bin"
# Workers finish the task in hand before they leave.
_GRACE = {"api": 15.0, "worker-replies": 30.0, "worker": 30.0, "beat": 10.0}


def product(env: Mapping[str, str], *, echo: bool = True) -> list[Command]:
    return [
        Command(name, [str(_BIN / name)], env, cwd=BACKEND, grace=grace, echo=echo) for name, grace in _GRACE.items()
    ]


def migration(env: Mapping[str, str]) -> Command:
    return Command("migrate", [str(_BIN / "migrate")], env, cwd=BACKEND, echo=False)
