"""Everything that can be said about the code without running it for long."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from gate.compatibility import require_kept_promises
from gate.contracts import require_current_contracts
from gate.front_end import front_end_script
from gate.lanes import in_lanes
from gate.lock import require_current_lock
from gate.place import Place
from gate.verdict import Verdict
from stack.children import Command
from stack.management import manage
from stack.paths import BACKEND, ROOT

_CHECK_SECONDS = 600


_Checks = Mapping[str, Callable[[], None]]


def run_checks(place: Place, verdict: Verdict) -> None:
    def run(checks: _Checks) -> None:
        for title, work in checks.items():
            verdict.check(title, work)

    in_lanes(partial(run, checks) for checks in (_of_types(place), _of_contracts(place), _quick(place)))


def _of_types(place: Place) -> _Checks:
    """As long as all the others."""
    return {"Python types": lambda: _run(place, "mypy", "backend", "tools", "examples")}


def _of_contracts(place: Place) -> _Checks:
    """One after the other: the first writes files anew that the others read."""
    return {
        "Generated contracts": lambda: require_current_contracts(place.supervisor, place.env),
        "Published contract": require_kept_promises,
        "Front end": lambda: _require(place, front_end_script(place.env, "check")),
    }


def _quick(place: Place) -> _Checks:
    return {
        "Python lint": lambda: _run(place, "ruff", "check", "backend", "tools", "examples"),
        "Python format": lambda: _run(place, "ruff", "format", "--check", "backend", "tools", "examples"),
        "Import rules": lambda: _run(place, "lint-imports", str(ROOT / "pyproject.toml"), cwd=BACKEND),
        "Locked packages": require_current_lock,
        "Compose file": lambda: _run(
            place, "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
        ),
        "Migrations": lambda: _require(place, manage(place.env, "makemigrations", "--check", "--dry-run")),
    }


def _run(place: Place, *argv: str, cwd: Path = ROOT) -> None:
    _require(place, Command(argv[0], argv, place.env, cwd=cwd, echo=False))


def _require(place: Place, command: Command) -> None:
    place.supervisor.require(command, timeout=_CHECK_SECONDS)
