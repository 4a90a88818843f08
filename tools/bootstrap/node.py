"""The front end's packages, exactly as locked."""

import json
import shutil
import subprocess
from collections.abc import Mapping

from bootstrap.shell import run
from bootstrap.stamps import digest, is_current
from stack.console import step
from stack.paths import FRONTEND
from stack.problems import StackError

_MODULES = FRONTEND / "node_modules"
_STAMP = _MODULES / ".packages"
# Older ones fail on optional packages of other platforms that a lock file names.
_NPM_MAJOR = 11


def prepare_node_packages(env: Mapping[str, str]) -> None:
    if shutil.which("npm", path=env.get("PATH")) is None:
        raise StackError("Node.js 20 with npm is needed to build the front end, and `npm` is not on the PATH.")
    wanted = digest([_version(["node", "--version"], env), _named_packages(), FRONTEND / "package-lock.json"])
    if is_current(_STAMP, wanted):
        return
    with step("npm packages"):
        run([*npm(env), "ci", "--no-audit", "--no-fund"], env=env, cwd=FRONTEND)
    _STAMP.write_text(wanted)


def npm(env: Mapping[str, str]) -> list[str]:
    """npm itself, or a new enough one by way of the old."""
    major = _version(["npm", "--version"], env).partition(".")[0]
    if major.isdecimal() and int(major) >= _NPM_MAJOR:
        return ["npm"]
    return ["npx", "--yes", f"npm@{_NPM_MAJOR}"]


def _named_packages() -> str:
    """What `package.json` asks for; its scripts may change without a new installation."""
    package = json.loads((FRONTEND / "package.json").read_text())
    return json.dumps(
        {name: value for name, value in package.items() if name.lower().endswith(("dependencies", "overrides"))}
    )


def _version(argv: list[str], env: Mapping[str, str]) -> str:
    try:
        return subprocess.run(argv, env=dict(env), capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError) as error:
        raise StackError(f"`{' '.join(argv)}` does not work: {error}") from error
