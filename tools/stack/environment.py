"""The environment of the children: what the caller gave, then `.env`, then what a local start makes up."""

import os
from collections.abc import Mapping
from pathlib import Path

from stack.dotenv import read_env_file
from stack.paths import LOCAL, ROOT, VENV, private_folder
from stack.problems import StackError

# What says where an installation keeps its data, and with which keys.
_MAY_BE_FILES = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "CREDENTIAL_KEYS")
_ROOT_WARNING = "ignore:You're running the worker with superuser privileges"


def given_environment() -> dict[str, str]:
    """What the caller decided: the real environment wins over the file `.env`."""
    given = read_env_file(ROOT / ".env") | dict(os.environ)
    # An empty value decides nothing: `PORT= make run` is `make run`.
    given = {name: value for name, value in given.items() if value}
    return given | {name: _read(given[f"{name}_FILE"]) for name in _MAY_BE_FILES if f"{name}_FILE" in given}


def _read(path: str) -> str:
    """As the product reads it."""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StackError(f"{path} cannot be read: {error.strerror}") from None


def child_environment(given: Mapping[str, str], made: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a child; a value the caller gave is never replaced."""
    env = {"ENVIRONMENT": "local", **made, **given}
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    env["VIRTUAL_ENV"] = str(VENV)
    env["PYTHONUNBUFFERED"] = "1"
    if os.geteuid() == 0:
        # In the embedded set-up root's worker is expected; production images run as a user.
        env["PYTHONWARNINGS"] = ",".join(filter(None, [env.get("PYTHONWARNINGS"), _ROOT_WARNING]))
    return env | writable_home(env)


def writable_home(env: Mapping[str, str]) -> dict[str, str]:
    """A home folder that can be written, as caches and browsers want one."""
    home = env.get("HOME")
    if home and os.access(home, os.W_OK) and Path(home).is_dir():
        return {}
    return {"HOME": str(private_folder(LOCAL / "home"))}


def wants_demo(given: Mapping[str, str]) -> bool:
    return given.get("DEMO", "1") not in {"0", "false", "no"} and "OZON_API_URL" not in given
