"""What a worker writes about its tasks, heard at the other end of Celery's own tracer."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from celery import Celery
from django.db import connection

from connectors.errors import RateLimited
from core.clock_skew import shared_now
from core.tests.worker_log import lines_of, log_written_to, run_as_worker

MARKER: Final = "Где-мой-заказ-4711"


def run(function: Callable[..., object], *, throws: tuple[type[Exception], ...] = (), **kwargs: Any) -> None:
    """As a task of a worker."""
    app = Celery("tests", set_as_current=False)
    run_as_worker(app.task(name="letters.store", throws=throws)(function), **kwargs)


def refuse_a_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE letters (body text CHECK (length(body) < 5))")
        cursor.execute("INSERT INTO letters VALUES (%s)", [MARKER])


def misread_a_value() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::integer", [MARKER])


def quote_a_value() -> None:
    int(MARKER)


def miss_a_key() -> None:
    dict[str, str]()[MARKER]


def be_told_later() -> None:
    try:
        quote_a_value()
    except ValueError as error:
        raise RateLimited(until=shared_now()) from error


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (refuse_a_row, "IntegrityError: 23514 letters letters_body_check"),
        (misread_a_value, "DataError: 22P02"),
        (quote_a_value, "ValueError"),
        (miss_a_key, "KeyError"),
        (be_told_later, "RateLimited"),
    ],
)
def test_a_task_that_fails_is_told_once_and_without_anybody_s_words(
    log_file: Path, db: None, function: Callable[[], None], said: str
) -> None:
    run(function)

    log = log_file.read_text()
    assert MARKER not in log
    assert log.count("task_failed") == 1
    assert "task-7" in log
    assert "letters.store" in log
    assert said in log
    assert function.__name__ in log, "where it happened"
    assert "raised unexpected" not in log


def test_an_error_that_a_task_may_raise_is_told_without_its_words(log_file: Path) -> None:
    run(quote_a_value, throws=(ValueError,))

    log = log_file.read_text()
    assert MARKER not in log
    assert "task_failed" in log


def test_an_error_in_a_message_of_somebody_else_s_is_named(log_file: Path) -> None:
    try:
        quote_a_value()
    except ValueError as error:
        logging.getLogger("celery.utils.dispatch.signal").exception("Handler %r raised: %r", run, error)
        logging.getLogger("celery.worker").error("Lost %(error)s", {"error": error})
        logging.getLogger("celery.worker").error("Gone: %s", OSError("no route to host"))

    log = log_file.read_text()
    assert MARKER not in log
    assert log.count("ValueError") >= 2
    assert "no route to host" in log


def test_each_line_of_a_task_has_its_name_and_the_ids_it_was_called_with(tmp_path: Path) -> None:
    def store(*, account_id: int, letter_id: int, channel: str, is_asked_for: bool) -> None:
        logging.getLogger("letters").info("letter.stored")
        logging.getLogger("letters").info("letter.forwarded", extra={"account_id": 8})

    with log_written_to(tmp_path / "log") as file:
        run(store, account_id=7, letter_id=9, channel=MARKER, is_asked_for=True)
        logging.getLogger("letters").info("letter.counted")

    lines = lines_of(file)
    stored, counted = lines["letter.stored"], lines["letter.counted"]
    assert (stored["task"], stored["task_id"], stored["account_id"], stored["letter_id"]) == (
        "letters.store",
        "task-7",
        7,
        9,
    )
    assert lines["letter.forwarded"]["account_id"] == 8, "a line knows better"
    assert MARKER not in file.read_text()
    assert not {"task", "task_id", "account_id"} & set(counted)
