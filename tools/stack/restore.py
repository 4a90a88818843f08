"""`make restore`: a backup into an empty database, which nobody can write in until `after_restore` has settled it."""

import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from stack.postgres_programs import connect, environment_of, programs_for
from stack.problems import StackError
from stack.sealed_file import MARK, unseal

_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def restore(
    url: str, source: Path, *, env: Mapping[str, str], passphrase: bytes | None = None, replace: bool = False
) -> None:
    """Refuse what cannot be undone before anything is touched: a wrong passphrase, a database in use or with data."""
    program = programs_for(url) / "pg_restore"
    with _readable(source, passphrase) as backup, connect(url) as connection:
        _require_a_backup(program, backup)
        _require_a_place(connection, replace=replace)
        _refuse_writing(connection)
        if replace:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        backup.seek(0)
        argv = [str(program), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        argv.append(f"--dbname={connection.info.dbname}")
        place = environment_of(url, env) | {"PGOPTIONS": "-c default_transaction_read_only=off"}
        if subprocess.run(argv, env=place, stdin=backup, check=False).returncode:
            raise StackError("pg_restore failed; what it said stands above. The database holds nothing; try again.")


def _refuse_writing(connection: psycopg.Connection) -> None:
    """Whatever starts too early meets a database that only reads: no worker can claim a reply that may have been sent.

    `manage.py after_restore` lifts it as its last step.
    """
    name = sql.Identifier(connection.info.dbname)
    # First, for a restore that died before has left a database in which this session could not write either.
    connection.execute("SET default_transaction_read_only = off")
    connection.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))


def _require_a_place(connection: psycopg.Connection, *, replace: bool) -> None:
    (others,) = connection.execute(_OTHERS).fetchone() or (0,)
    if others:
        raise StackError(f"{others} sessions are open in the database: end the product (api, workers, beat) first.")
    (tables,) = connection.execute(_TABLES).fetchone() or (0,)
    if tables and not replace:
        raise StackError("The database is not empty. REPLACE=1 throws away what it holds.")


def _require_a_backup(program: Path, backup: IO[bytes]) -> None:
    if subprocess.run([program, "--list"], stdin=backup, capture_output=True, check=False).returncode:
        raise StackError("The file is no backup that pg_restore can read.")


@contextmanager
def _readable(source: Path, passphrase: bytes | None) -> Iterator[IO[bytes]]:
    """The file itself; of a sealed one an opened copy without a name, whole before anything is done with it."""
    try:
        # Unbuffered, for PostgreSQL's program reads on from where we stand.
        file = source.open("rb", buffering=0)
    except OSError as error:
        raise StackError(f"The backup cannot be read: {error}") from None
    with file:
        if file.read(len(MARK)) != MARK:
            file.seek(0)
            yield file
            return
        if passphrase is None:
            raise StackError("The backup is sealed: name the file of its passphrase in PASSPHRASE_FILE.")
        with tempfile.TemporaryFile(dir=source.parent, buffering=0) as opened:
            for piece in unseal(file, passphrase):
                opened.write(piece)
            opened.seek(0)
            yield opened
