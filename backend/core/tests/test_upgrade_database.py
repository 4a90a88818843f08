"""Migrations give way to the people who work."""

import threading
import time
import traceback
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, models
from psycopg.errors import DeadlockDetected

from core.management.commands.upgrade_database import ONE_AT_A_TIME
from core.models import HealthAlert

pytestmark = pytest.mark.django_db(transaction=True)

INDEX = models.Index(fields=["id"], name="health_alerts_again")
Migrate = Callable[[Callable[[], None]], None]


@pytest.fixture
def colleague() -> Iterator[psycopg.Connection]:
    """Another session in the same database."""
    told = connection.settings_dict
    place = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    with psycopg.connect(dbname=told["NAME"], autocommit=True, **place) as other:
        yield other


@pytest.fixture
def other_host(colleague: psycopg.Connection) -> psycopg.Connection:
    """It migrates."""
    colleague.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
    return colleague


@pytest.fixture
def to_migrate(monkeypatch: pytest.MonkeyPatch) -> Migrate:
    """What `migrate` has to do, in place of our migrations."""

    def put(work: Callable[[], None]) -> None:
        monkeypatch.setattr("core.management.commands.upgrade_database.call_command", lambda *_a, **_k: work())

    return put


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {INDEX.name}")
    connection.close()


def test_a_lock_that_is_taken_is_not_waited_for_but_tried_again(
    other_host: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(_seconds: float) -> None:
        other_host.execute("SELECT pg_advisory_unlock_all()")

    monkeypatch.setattr("core.management.commands.upgrade_database.time.sleep", leave)
    out = StringIO()

    call_command("upgrade_database", stdout=out)

    assert out.getvalue().startswith("attempt 1: the table, or the right to migrate, is in use")
    assert "No migrations to apply." in out.getvalue()


@pytest.mark.usefixtures("other_host")
def test_it_gives_up_with_advice() -> None:
    with pytest.raises(CommandError, match="pg_stat_activity"):
        call_command("upgrade_database", "--attempts", "2", "--pause", "0", stdout=StringIO())


def test_a_deadlock_is_tried_again_and_another_failure_is_not(to_migrate: Migrate) -> None:
    failures = [OperationalError("disk full"), OperationalError("deadlock detected")]
    failures[1].__cause__ = DeadlockDetected()

    def fail() -> None:
        raise failures.pop()

    to_migrate(fail)
    out = StringIO()

    with pytest.raises(OperationalError, match="disk full"):
        call_command("upgrade_database", "--pause", "0", stdout=out)
    assert out.getvalue().count("attempt") == 1


def test_rows_that_a_migration_cannot_take_are_not_quoted(to_migrate: Migrate) -> None:
    def fail() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE letters (body text CHECK (length(body) < 5))")
            cursor.execute("INSERT INTO letters VALUES ('Где мой заказ')")

    to_migrate(fail)

    with pytest.raises(CommandError, match="letters_body_check") as told:
        call_command("upgrade_database", stdout=StringIO())
    assert "заказ" not in "".join(traceback.format_exception(told.value))


def test_an_index_waits_for_older_transactions_however_long_they_take(
    colleague: psycopg.Connection, to_migrate: Migrate
) -> None:
    colleague.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    colleague.execute("SELECT count(*) FROM users")
    backup = threading.Timer(0.4, lambda: colleague.execute("COMMIT"))
    backup.start()
    to_migrate(make_index)
    out = StringIO()

    call_command("upgrade_database", "--attempts", "1", stdout=out)

    backup.join()
    assert "attempt" not in out.getvalue()
    assert index_is_valid()
    assert lock_timeout() == "50ms"


def test_the_limit_is_back_also_when_an_index_could_not_be_made(to_migrate: Migrate) -> None:
    seen = []

    def make_it_twice() -> None:
        make_index()
        try:
            make_index()
        finally:
            seen.append(lock_timeout())

    to_migrate(make_it_twice)

    with pytest.raises(Exception, match="already exists"):
        call_command("upgrade_database", stdout=StringIO())
    assert seen == ["50ms"]


def test_a_host_that_waits_for_its_turn_does_not_hinder_the_one_that_makes_an_index(to_migrate: Migrate) -> None:
    here, out, out_there = threading.get_ident(), StringIO(), StringIO()

    def migrate_there() -> None:
        try:
            call_command("upgrade_database", "--pause", "0.05", "--attempts", "600", stdout=out_there)
        finally:
            connection.close()

    there = threading.Thread(target=migrate_there)

    def migrate() -> None:
        if threading.get_ident() == here:
            there.start()
            wait_until(lambda: "attempt" in out_there.getvalue() or somebody_waits())
            make_index()

    to_migrate(migrate)

    call_command("upgrade_database", "--attempts", "1", stdout=out)

    there.join(timeout=30)
    assert "attempt" not in out.getvalue()
    assert index_is_valid()
    assert not there.is_alive()


def test_an_index_that_was_broken_off_is_made_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE half (id int); INSERT INTO half VALUES (1), (1)")
        with pytest.raises(IntegrityError):
            cursor.execute("CREATE UNIQUE INDEX CONCURRENTLY half_once ON half (id)")

    call_command("upgrade_database", stdout=StringIO())

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('half_once')")
        left = cursor.fetchone()
        cursor.execute("DROP TABLE half")
    assert left == (None,)


def make_index() -> None:
    """As `AddIndexConcurrently` does."""
    with connection.schema_editor(atomic=False) as editor:
        editor.add_index(HealthAlert, INDEX, concurrently=True)  # type: ignore[call-arg]


def index_is_valid() -> Any:
    return value_of(f"SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('{INDEX.name}')")


def lock_timeout() -> Any:
    return value_of("SELECT current_setting('lock_timeout')")


def somebody_waits() -> Any:
    return value_of("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")


def value_of(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row and row[0]


def wait_until(holds: Callable[[], Any], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)
