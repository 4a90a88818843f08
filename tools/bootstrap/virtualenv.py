"""The virtual environment with exactly the locked packages."""

import shutil
import sys
from collections.abc import Mapping

from bootstrap.shell import run, succeeds
from bootstrap.stamps import digest, is_current
from stack.console import step
from stack.paths import PYTHON, REQUIREMENTS, VENV
from stack.problems import StackError

_STAMP = VENV / ".packages"
_UV = VENV / "bin" / "uv"
_OPERATED_WITH = ("cryptography", "django", "environ", "psycopg", "redis")


def prepare_virtualenv(env: Mapping[str, str]) -> None:
    # The path is part of it: a virtual environment does not survive being moved.
    wanted = digest([str(VENV), sys.version, REQUIREMENTS / "uv.txt", REQUIREMENTS / "dev.txt"])
    if is_current(_STAMP, wanted):
        return
    if not _is_usable(env):
        with step("Virtual environment"):
            shutil.rmtree(VENV, ignore_errors=True)
            _make(env)
    with step("Python packages"):
        hashed = ["--require-hashes", "--requirement"]
        run([PYTHON, "-m", "pip", "install", "--no-deps", *hashed, REQUIREMENTS / "uv.txt"], env=env)
        sync = ["pip", "sync", "--require-hashes", "--compile-bytecode", "--python"]
        run([_UV, *sync, PYTHON, REQUIREMENTS / "dev.txt"], env={**env, "UV_PYTHON_DOWNLOADS": "never"})
    _STAMP.write_text(wanted)


def prepare_unless_installed(env: Mapping[str, str]) -> None:
    """For those who look after an installation: its packages are those it runs with, and stay as they are."""
    if not PYTHON.exists() or not succeeds([PYTHON, "-c", f"import {', '.join(_OPERATED_WITH)}"], env=env):
        prepare_virtualenv(env)


def _is_usable(env: Mapping[str, str]) -> bool:
    """Does the environment there work, and was it made at this place by this Python?"""
    check = f"import pip, sys; sys.exit(sys.version != {sys.version!r})"
    return _was_made_here() and succeeds([PYTHON, "-c", check], env=env)


def _was_made_here() -> bool:
    try:
        return str(PYTHON) in (VENV / "bin" / "pip").read_text()
    except OSError:
        return False


def _make(env: Mapping[str, str]) -> None:
    try:
        run([sys.executable, "-m", "venv", VENV], env=env)
    except StackError as error:
        raise StackError(f"{error}\nPython's venv module is incomplete; Debian has it in python3-venv.") from error
