"""What was published of the API must stay: `docs/api-baseline.txt` holds it, `make openapi` adds to it, and only
`make accept-api` takes anything away."""

from typing import Any, Final

import yaml

from gate.promises import broken, demands, promises
from stack.console import say
from stack.paths import ROOT
from stack.problems import StackError

_OPENAPI: Final = ROOT / "openapi.yaml"
BASELINE: Final = ROOT / "docs" / "api-baseline.txt"
_DEMAND: Final = "must "


def require_kept_promises() -> None:
    published, demanded = read_baseline()
    if found := broken(published, demanded, _described()):
        listed = "\n    ".join(found)
        raise StackError(
            f"openapi.yaml breaks those who build on it:\n    {listed}\n"
            "Keep what was published, or accept the break deliberately: `make accept-api`, and say so in CHANGELOG.md."
        )


def publish() -> None:
    """Add what is new. What is missing stays in the file, for `make check` to complain about."""
    published, demanded = read_baseline()
    described = _described()
    if not broken(published, demanded, described):
        write_baseline(promises(described), demands(described))


def accept() -> None:
    """Take the description as it is for what is published from now on."""
    published, demanded = read_baseline()
    described = _described()
    for line in broken(published, demanded, described):
        say(line)
    write_baseline(promises(described), demands(described))


def read_baseline() -> tuple[set[str], set[str]]:
    lines = set(BASELINE.read_text(encoding="utf-8").splitlines()) if BASELINE.exists() else set()
    demanded = {line for line in lines if line.startswith(_DEMAND)}
    return lines - demanded, {line.removeprefix(_DEMAND) for line in demanded}


def write_baseline(published: set[str], demanded: set[str]) -> None:
    lines = sorted(published | {f"{_DEMAND}{line}" for line in demanded})
    BASELINE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _described() -> Any:
    return yaml.load(_OPENAPI.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
