"""Death of a process between any two of its statements, commits and calls; nothing that follows happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random
from typing import Any
from unittest.mock import patch

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg.pq import TransactionStatus

from chats.tests.faults.outages import Outages, Part
from chats.tests.faults.turns import Player, player

SELDOM = 0.1
AWAY = "the database is away"
COMMIT_LOST = "the answer to a commit was lost"
INJECTED = (AWAY, COMMIT_LOST)


class ProcessDied(BaseException):
    """Nothing in the product may catch this, as nothing catches SIGKILL."""


class Mortal(Player):
    """A player that dies at a numbered gate of its work, if it was told to."""

    dies_at: int | None = None
    passed = 0
    is_dead = False

    def be_born(self, *, dies_at: int | None) -> None:
        self.dies_at, self.passed, self.is_dead = dies_at, 0, False


class Gates:
    """Stand before and after everything that leaves a process: who passes may die there, or let others go first."""

    def __init__(self, random: Random, outages: Outages, now: Callable[[], datetime]) -> None:
        self._random = random
        self._outages = outages
        self._now = now
        self.lost_commits = 0.0

    def go_through(self) -> None:
        here = player()
        if not isinstance(here, Mortal):
            return
        here.passed += 1
        if here.is_dead or here.passed == here.dies_at:
            here.is_dead = True
            hang_up()
            raise ProcessDied

    def let_others_go_first(self, chance: float = SELDOM) -> None:
        """Only where no lock is held, for who waits for a lock cannot give the word back."""
        here = player()
        if here is not None and holds_nothing() and self._random.random() < chance:
            here.park(self._now())

    @contextmanager
    def on_the_database(self) -> Iterator[None]:
        """Every statement, commit and new connection of every thread passes here."""
        commit, connect = BaseDatabaseWrapper._commit, DatabaseWrapper.get_new_connection  # type: ignore[attr-defined]
        cursor = DatabaseWrapper.create_cursor
        gates = self

        def checked_commit(wrapper: DatabaseWrapper) -> None:
            gates.go_through()
            gates._refuse_when_away()
            commit(wrapper)
            if gates._outages.are_on(Part.DATABASE) or gates._random.random() < gates.lost_commits:
                hang_up()
                raise OperationalError(COMMIT_LOST)
            gates.go_through()
            gates.let_others_go_first()

        def checked_connect(wrapper: DatabaseWrapper, params: dict[str, Any]) -> Any:
            gates._refuse_when_away()
            return connect(wrapper, params)

        def checked_cursor(wrapper: DatabaseWrapper, name: str | None = None) -> Any:
            gates.go_through()
            gates._refuse_when_away()
            gates.let_others_go_first()
            return cursor(wrapper, name)

        with (
            patch.object(DatabaseWrapper, "_commit", checked_commit),
            patch.object(DatabaseWrapper, "get_new_connection", checked_connect),
            patch.object(DatabaseWrapper, "create_cursor", checked_cursor),
        ):
            yield

    def _refuse_when_away(self) -> None:
        if self._outages.are_on(Part.DATABASE):
            hang_up()
            raise OperationalError(AWAY)


def holds_nothing() -> bool:
    raw = connection.connection
    return raw is None or raw.info.transaction_status == TransactionStatus.IDLE


def hang_up() -> None:
    """What was not committed is undone at once, as the server does when the line breaks."""
    raw = connection.connection
    if raw is not None and not raw.closed:
        raw.rollback()
    connection.close()
