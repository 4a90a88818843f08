"""A database with all tables: the migrations run once, and whoever needs tables gets a copy."""

import threading
from collections.abc import Mapping
from urllib.parse import urlsplit

from stack.databases import copy_database
from stack.processes import migration
from stack.supervisor import Supervisor


class Template:
    def __init__(self, supervisor: Supervisor, env: Mapping[str, str]) -> None:
        self._supervisor = supervisor
        self._env = env
        self._name = _name(env["DATABASE_URL"])
        self._has_tables = False
        self._lock = threading.Lock()

    def prepare(self) -> None:
        with self._lock:
            if not self._has_tables:
                self._supervisor.require(migration(self._env), timeout=600)
                self._has_tables = True

    def copy_to(self, name: str, *, server: str) -> None:
        """Make the database anew; ``server`` is the URL of another one beside it."""
        self.prepare()
        with self._lock:
            copy_database(server, name, of=self._name)

    def copy_for_tests(self, url: str) -> None:
        """The database that pytest uses instead of the one of the URL."""
        self.copy_to(f"test_{_name(url)}", server=url)


def _name(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")
