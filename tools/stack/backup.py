"""`make backup`: one consistent picture of the database in one file, while the product goes on working."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from stack.paths import ROOT
from stack.postgres_programs import connect, environment_of, programs_for
from stack.problems import StackError
from stack.sealed_file import seal

TABLES = "SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1"
_PIECE_BYTES = 1024 * 1024
_NAME = "%Y%m%d-%H%M%S.dump"
_NAMED_BY_US = re.compile(r"\d{8}-\d{6}\.dump")


def back_up(url: str, target: Path, *, env: Mapping[str, str], passphrase: bytes | None = None) -> int:
    """Write the file under another name and rename it when it is whole; its size."""
    if target.exists():
        raise StackError(f"{target} is there already: name another file.")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise StackError(f"{target.parent} is no folder that can be written in: make it first, for its owner alone.")
    with connect(url) as connection:
        if not connection.execute(TABLES).fetchone():
            raise StackError("The database holds nothing that could be backed up: is it the one you mean?")
    half = target.with_name(f"{target.name}.half")
    program = programs_for(url) / "pg_dump"
    argv = [str(program), "--format=custom", "--no-owner", "--no-privileges", "--lock-wait-timeout=60s"]
    try:
        with (
            os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            subprocess.Popen(argv, env=environment_of(url, env), stdout=subprocess.PIPE) as dump,
        ):
            assert dump.stdout is not None
            pieces = _pieces(dump.stdout)
            for piece in pieces if passphrase is None else seal(pieces, passphrase):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if dump.returncode:
            raise StackError("pg_dump failed; what it said stands above. There is no backup.")
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return target.stat().st_size


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(_PIECE_BYTES):
        yield piece


def named_by(moment: datetime) -> str:
    return moment.strftime(_NAME)


def forget_old(folder: Path, *, days: int, now: datetime) -> list[Path]:
    """Remove the backups that are older by their names, which `named_by` gave; other files stay. What was removed."""
    oldest = named_by(now - timedelta(days=days))
    old = sorted(file for file in folder.iterdir() if _NAMED_BY_US.fullmatch(file.name) and file.name < oldest)
    for file in old:
        file.unlink()
    return old


def read_passphrase(file: str) -> bytes | None:
    """The first line of the file, which may be named from the checkout; None where no file is named."""
    if not file:
        return None
    try:
        line = (ROOT / file).read_bytes().split(b"\n", 1)[0].strip()
    except OSError as error:
        raise StackError(f"The passphrase cannot be read: {error}") from None
    if len(line) < 16:
        raise StackError(f"The first line of {file} is to hold a passphrase of at least 16 characters.")
    return line
