"""PostgreSQL on a random loopback port, its data under the given home."""

import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

from stack.binaries import postgres_bin
from stack.children import Child, Command
from stack.databases import create_database
from stack.identity import Identity, choose_identity
from stack.ports import LOOPBACK, free_port
from stack.problems import StackError
from stack.supervisor import Supervisor

# Another major version must never open old data.
_DATA = "pg18"
_USER = "agentiq"
_DATABASE = "agentiq"
_ATTEMPTS = 3
SETTINGS = {
    "listen_addresses": LOOPBACK,
    # No socket file: the path of a checkout may be longer than the system allows for one.
    "unix_socket_directories": "",
    "timezone": "UTC",
    "max_connections": "200",
}
_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgres(
    supervisor: Supervisor, *, home: Path, env: Mapping[str, str], password: str, throw_away: bool
) -> str:
    """Start the server, making its data on the first time, and return the URL of our database."""
    identity = choose_identity(bin_folder=postgres_bin(), home=home)
    data = identity.data_home / _DATA
    if not data.exists():
        _make_data(supervisor, identity, data, env, password)
    port = _start(supervisor, identity, data, env, password, throw_away)
    return create_database(_url(port, password, "postgres"), _DATABASE)


def _make_data(supervisor: Supervisor, identity: Identity, data: Path, env: Mapping[str, str], password: str) -> None:
    """Make the data under another name and rename it, so that an interrupted start leaves nothing half-made."""
    fresh = data.with_name(f"{_DATA}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    password_file = data.with_name("pg.password")
    password_file.unlink(missing_ok=True)
    with os.fdopen(os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password)
    identity.adopt(password_file)
    argv = [
        str(identity.bin / "initdb"), f"--pgdata={fresh}", f"--username={_USER}", "--auth=scram-sha-256",
        f"--pwfile={password_file}", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--locale=C", "--no-sync",
    ]  # fmt: skip
    try:
        command = Command("initdb", argv, env, cwd=identity.data_home, wrapper=identity.wrapper, echo=False)
        supervisor.require(command, timeout=120)
    finally:
        password_file.unlink(missing_ok=True)
    fresh.rename(data)


def _start(
    supervisor: Supervisor, identity: Identity, data: Path, env: Mapping[str, str], password: str, throw_away: bool
) -> int:
    settings = SETTINGS | (_THROW_AWAY if throw_away else {})
    for attempt in range(1, _ATTEMPTS + 1):
        port = free_port()
        options = [
            option for name, value in {**settings, "port": str(port)}.items() for option in ("-c", f"{name}={value}")
        ]
        command = Command(
            "postgres",
            [str(identity.bin / "postgres"), "-D", str(data), *options],
            env,
            cwd=identity.data_home,
            wrapper=identity.wrapper,
            # "Fast": SIGTERM would wait for every client to leave by itself.
            stop_signal=signal.SIGINT,
            grace=20,
            echo=False,
        )
        (server,) = supervisor.start(command)
        try:
            supervisor.wait_until(lambda: _answers(_url(port, password, "postgres")), what="PostgreSQL", timeout=60)  # noqa: B023 - called at once
        except StackError:
            if attempt == _ATTEMPTS or not _lost_its_port(server):
                raise
            supervisor.end_last_group()
        else:
            return port
    raise AssertionError("unreachable")


def _lost_its_port(server: Child) -> bool:
    """Somebody took the free port between our look and the start."""
    return any("could not bind" in line for line in server.tail)


def _answers(url: str) -> bool:
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _url(port: int, password: str, database: str) -> str:
    return f"postgres://{_USER}:{password}@{LOOPBACK}:{port}/{database}"
