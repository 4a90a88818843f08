"""Do `requirements/*.txt` still answer `pyproject.toml`? Told from the files alone, without a registry."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from stack.paths import REQUIREMENTS, ROOT
from stack.problems import StackError

_PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;\\]+)")


def require_current_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    development = project["dependency-groups"]["dev"]
    base, dev = (REQUIREMENTS / name for name in ("base.txt", "dev.txt"))
    complaints = [
        *_complaints(base, runtime),
        *_complaints(dev, [*runtime, *development]),
        *_differences(_pins(base), _pins(dev)),
    ]
    if complaints:
        raise StackError("\n".join(f"    {complaint}" for complaint in complaints))


def _complaints(lock: Path, wanted: Iterable[str]) -> list[str]:
    pins = _pins(lock)
    asked = {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, wanted)}
    found = [
        f"{lock.name}: {requirement} is not met by {pins.get(name, 'any pin')}"
        for name, requirement in asked.items()
        if not requirement.specifier.contains(pins.get(name, "0"), prereleases=True)
    ]
    return found + [f"{lock.name}: {name} is no longer asked for" for name in _direct(lock) - asked.keys()]


def _pins(lock: Path) -> dict[str, str]:
    matches = filter(None, map(_PIN.match, lock.read_text().splitlines()))
    return {canonicalize_name(match["name"]): match["version"] for match in matches}


def _direct(lock: Path) -> set[str]:
    """The packages that the lock was told to hold for our own sake."""
    direct, current = set(), ""
    for line in lock.read_text().splitlines():
        pin = _PIN.match(line)
        if pin:
            current = canonicalize_name(pin["name"])
        elif "agentiq-chat-center" in line:
            direct.add(current)
    return direct


def _differences(base: dict[str, str], dev: dict[str, str]) -> list[str]:
    return [
        f"{name} is {version} in base.txt and {dev.get(name, 'absent')} in dev.txt"
        for name, version in base.items()
        if dev.get(name) != version
    ]
