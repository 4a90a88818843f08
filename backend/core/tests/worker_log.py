"""The log of a worker, made in this process: its handler, its receivers, and Celery's own tracer around a task."""

import json
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from celery.app.trace import build_tracer
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep
from structlog.contextvars import clear_contextvars

from core.logs import logging_config


@contextmanager
def log_written_to(file: Path, *, style: str = "json") -> Iterator[Path]:
    logging.config.dictConfig(logging_config(style=style, file=str(file)))
    try:
        yield file
    finally:
        logging.config.dictConfig(settings.LOGGING)


def lines_of(file: Path) -> dict[str, dict[str, Any]]:
    """The last line of each event in a log for machines."""
    return {line["event"]: line for line in map(json.loads, file.read_text().splitlines())}


def run_as_worker(task: Any, **kwargs: Any) -> None:
    """Its id is task-7."""
    step = DjangoStructLogInitStep(None)
    try:
        build_tracer(task.name, task, app=task.app)("task-7", [], kwargs, {"id": "task-7", "task": task.name})
    finally:
        del step
        clear_contextvars()
