from types import SimpleNamespace
from typing import Any

from django.db import connection

from config.celery import app
from config.task_connections import Fixup


def run_a_task() -> None:
    """What happens to connections around a task."""
    (fixup,) = [found for found in vars(app)["_fixups"] if isinstance(found, Fixup)]
    sender: Any = SimpleNamespace(request=SimpleNamespace(is_eager=False))
    fixup.worker_fixup.on_task_prerun(sender)
    fixup.worker_fixup.on_task_postrun(sender)


def test_a_connection_outlives_a_task(transactional_db: None) -> None:
    # The one at hand may have served other tests for longer than a connection lives.
    connection.close()
    connection.ensure_connection()
    before = connection.connection

    run_a_task()

    assert connection.connection is before


def test_a_connection_that_is_too_old_is_closed_after_a_task(transactional_db: None) -> None:
    connection.ensure_connection()
    connection.close_at = 0

    run_a_task()

    assert connection.connection is None


def test_a_broken_connection_is_replaced_at_the_next_task(transactional_db: None) -> None:
    connection.ensure_connection()
    connection.connection.close()

    run_a_task()

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
