"""PostgreSQL's own programs for backups, of the same major version as the server they speak to."""

import contextlib
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from stack.binaries import postgres_bin
from stack.problems import StackError

# Where Debian and Ubuntu keep every installed version.
_DEBIAN = Path("/usr/lib/postgresql")


def connect(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        raise StackError(f"PostgreSQL is not reached: {error}") from None


def programs_for(url: str) -> Path:
    """The folder whose `pg_dump` and `pg_restore` are as old as the server."""
    with connect(url) as connection:
        wanted = connection.info.server_version // 10_000
    folders = [_DEBIAN / str(wanted) / "bin", Path("/usr/bin")]
    with contextlib.suppress(StackError):
        folders.insert(0, postgres_bin())
    for folder in folders:
        if _major(folder / "pg_dump") == wanted:
            return folder
    raise StackError(
        f"The server is PostgreSQL {wanted}, and there are no programs of that version here. Install "
        f"postgresql-client-{wanted}, or name their folder in AGENTIQ_PG_BINDIR."
    )


def environment_of(url: str, env: Mapping[str, str]) -> dict[str, str]:
    """The place and the password as variables: an argument would be seen by everybody on the machine."""
    told = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    named = {"PGDATABASE" if name == "dbname" else f"PG{name.upper()}": value for name, value in told.items()}
    return {**env, **named}


def _major(program: Path) -> int:
    """0 where there is none."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=20).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    number = said.split()[2].partition(".")[0] if len(said.split()) > 2 else ""
    return int(number) if number.isdecimal() else 0
