"""What a worker writes about its tasks, heard at the other end of Celery's own tracer."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from celery import Celery
from celery.app.trace import build_tracer
from django.db import connection
from django_structlog.celery.steps import DjangoStructLogInitStep
from structlog.contextvars import clear_contextvars

from connectors.errors import RateLimited
from core.clock_skew import shared_now

MARKER: Final = "Где-мой-заказ-4711"
Run = Callable[..., None]


@pytest.fixture
def run() -> Iterator[Run]:
    """Have Celery run a function as a task of this name, in this thread, as a worker does."""
    app = Celery("tests", set_as_current=False)
    step = DjangoStructLogInitStep(None)

    def as_task(function: Callable[..., object], *, name: str = "letters.store", **kwargs: Any) -> None:
        task = app.task(name=name, throws=getattr(function, "throws", ()))(function)
        build_tracer(name, task, app=app)("task-7", (), kwargs, {"id": "task-7", "task": name})

    yield as_task
    del step
    clear_contextvars()


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
    log_file: Path, run: Run, db: None, function: Callable[[], None], said: str
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


def test_an_error_that_a_task_may_raise_is_told_without_its_words(log_file: Path, run: Run) -> None:
    quote_a_value.throws = (ValueError,)  # type: ignore[attr-defined]
    try:
        run(quote_a_value)
    finally:
        del quote_a_value.throws  # type: ignore[attr-defined]

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
