import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from gate.template import Template
from stack.children import Child, Command
from stack.databases import create_database, drop_database
from stack.environment import given_environment
from stack.supervisor import Supervisor

NAME = f"agentiq_{secrets.token_hex(4)}"
COPY = f"{NAME}_copy"


class Migrating(Supervisor):
    """Makes one table in place of all migrations."""

    migrations = 0

    def require(self, command: Command, *, timeout: float | None = None) -> Child:
        assert command.name == "migrate"
        self.migrations += 1
        with psycopg.connect(command.env["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE shop (id int)")
        return None  # type: ignore[return-value]


@pytest.fixture
def server() -> Iterator[str]:
    url = given_environment()["DATABASE_URL"]
    yield url
    for name in (NAME, COPY, f"test_{COPY}"):
        drop_database(url, name)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Migrating]:
    with Migrating(stop=threading.Event(), log_folder=tmp_path) as supervisor:
        yield supervisor


def test_copies_have_the_tables_and_share_nothing_and_migrations_run_once(server: str, supervisor: Migrating) -> None:
    template = Template(supervisor, {"DATABASE_URL": create_database(server, NAME)})

    template.copy_to(COPY, server=server)
    insert(server, COPY)
    template.copy_for_tests(urlsplit(server)._replace(path=f"/{COPY}").geturl())
    counts = count(server, COPY), count(server, f"test_{COPY}")
    template.copy_to(COPY, server=server)

    assert counts == (1, 0)
    assert count(server, COPY) == 0
    assert supervisor.migrations == 1


def insert(server: str, name: str) -> None:
    with connect(server, name) as connection:
        connection.execute("INSERT INTO shop VALUES (1)")


def count(server: str, name: str) -> int:
    with connect(server, name) as connection:
        row = connection.execute("SELECT count(*) FROM shop").fetchone()
    assert row
    return int(row[0])


def connect(server: str, name: str) -> psycopg.Connection:
    return psycopg.connect(urlsplit(server)._replace(path=f"/{name}").geturl())
