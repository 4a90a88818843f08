"""Migrations give way to the people who work."""

from collections.abc import Iterator
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from core.management.commands.upgrade_database import ONE_AT_A_TIME

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleague() -> Iterator[psycopg.Connection]:
    """Another host that migrates the same database."""
    told = connection.settings_dict
    place = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    with psycopg.connect(dbname=told["NAME"], autocommit=True, **place) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        yield other


@pytest.fixture(autouse=True)
def _impatient() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 50")
    yield
    connection.close()


def test_a_lock_that_is_taken_is_not_waited_for_but_tried_again(
    colleague: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(_seconds: float) -> None:
        colleague.execute("SELECT pg_advisory_unlock_all()")

    monkeypatch.setattr("core.management.commands.upgrade_database.time.sleep", leave)
    out = StringIO()

    call_command("upgrade_database", stdout=out)

    assert out.getvalue().startswith("attempt 1: the table, or the right to migrate, is in use")
    assert "No migrations to apply." in out.getvalue()


@pytest.mark.usefixtures("colleague")
def test_it_gives_up_with_advice() -> None:
    with pytest.raises(CommandError, match="pg_stat_activity"):
        call_command("upgrade_database", "--attempts", "2", "--pause", "0", stdout=StringIO())


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
