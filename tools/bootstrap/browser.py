"""Chromium for the browser journeys: the given one, the machine's, Debian's, or one from npm."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from bootstrap.node import npm
from bootstrap.shell import run, succeeds
from bootstrap.stamps import digest, is_current
from stack.console import say, step
from stack.paths import LOCAL, ROOT, private_folder
from stack.problems import StackError

_NAMES = ("chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable")
_PACKAGE = ROOT / "tools" / "browser"
_HOME = LOCAL / "browser"
_EXECUTABLE = _HOME / "chromium"
_STAMP = _HOME / ".stamp"


def prepare_browser(env: Mapping[str, str]) -> None:
    if find_browser(env) is None:
        if os.geteuid() == 0 and shutil.which("apt-get"):
            _install_from_debian(env)
        if find_browser(env) is None:
            _install_from_npm(env)


def find_browser(env: Mapping[str, str]) -> Path | None:
    given = env.get("CHROMIUM_PATH")
    if given:
        if not os.access(given, os.X_OK):
            raise StackError(f"CHROMIUM_PATH names {given}, which cannot be run.")
        return Path(given)
    for name in _NAMES:
        found = shutil.which(name, path=env.get("PATH"))
        if found:
            return Path(found)
    return _EXECUTABLE if is_current(_STAMP, _wanted()) else None


def browser_environment(env: Mapping[str, str]) -> dict[str, str]:
    """What a test runner has to know to start the browser."""
    browser = find_browser(env)
    if browser is None:
        raise StackError("No Chromium was found; set CHROMIUM_PATH.")
    found = {"CHROMIUM_PATH": str(browser)}
    if browser == _EXECUTABLE:
        libraries = os.pathsep.join(filter(None, [str(_HOME / "lib"), env.get("LD_LIBRARY_PATH")]))
        found["LD_LIBRARY_PATH"] = libraries
    return found


def _install_from_debian(env: Mapping[str, str]) -> None:
    quiet = {**env, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        with step("Chromium from Debian"):
            run(["apt-get", "update"], env=quiet)
            run(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], env=quiet)
    except StackError:
        say("    Debian's packages cannot be had here; taking the one from npm.")


def _install_from_npm(env: Mapping[str, str]) -> None:
    with step("Chromium from npm"):
        private_folder(_HOME)
        for name in ("package.json", "package-lock.json", "unpack.mjs"):
            shutil.copy(_PACKAGE / name, _HOME)
        run([*npm(env), "ci", "--no-audit", "--no-fund"], env=env, cwd=_HOME)
        run(["node", "unpack.mjs", str(_EXECUTABLE), str(_HOME)], env=env, cwd=_HOME)
        if not succeeds([_EXECUTABLE, "--version"], env={**env, "LD_LIBRARY_PATH": str(_HOME / "lib")}):
            raise StackError("The browser from npm does not start here; install Chromium, or set CHROMIUM_PATH.")
        shutil.rmtree(_HOME / "node_modules")
        _STAMP.write_text(_wanted())


def _wanted() -> str:
    return digest(_PACKAGE / name for name in ("package-lock.json", "unpack.mjs"))
