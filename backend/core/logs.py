"""Every line of the log is an event with fields, written by the standard library and rendered by structlog."""

import logging
from collections.abc import Mapping
from typing import Any, Final

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from core.error_words import without_words
from core.tracebacks import add_traceback, name_errors, write_traceback

STANDARD_FIELDS: Final = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def add_extra(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The `extra={…}` of a standard call, without objects that a log has no business to hold."""
    record = event.get("_record")
    if record is not None:
        for name, value in vars(record).items():
            if name not in STANDARD_FIELDS and isinstance(value, str | int | float | bool | list | dict | None):
                event.setdefault(name, value)
    return event


class EventFormatter(structlog.stdlib.ProcessorFormatter):
    """Makes no message out of an error that may quote somebody's words."""

    def format(self, record: logging.LogRecord) -> str:
        record = logging.makeLogRecord(vars(record))
        if isinstance(record.args, Mapping):
            record.args = {name: without_words(value) for name, value in record.args.items()}
        elif record.args:
            record.args = tuple(map(without_words, record.args))
        return super().format(record)


def is_news(record: logging.LogRecord) -> bool:
    """Celery tells the end of each task once more, with the words of its error and all that it was called with."""
    return not hasattr(record, "data")


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def logging_config(*, style: str, file: str) -> dict[str, Any]:
    """The LOGGING setting: one handler, to standard error or to a file, as JSON or for people."""
    structlog.configure(
        processors=[
            # First, for an event that nobody wants would otherwise be made up and thrown away.
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    renderer: list[Processor] = (
        [add_traceback, structlog.processors.JSONRenderer(ensure_ascii=False, default=str)]
        if style == "json"
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=write_traceback)]
    )
    handler: dict[str, Any] = (
        {"class": "logging.handlers.WatchedFileHandler", "filename": file, "encoding": "utf-8"}
        if file
        else {"class": "logging.StreamHandler"}
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": EventFormatter,
                "processors": [EventFormatter.remove_processors_meta, name_errors, *renderer],
                "foreign_pre_chain": [add_extra, *_shared()],
            }
        },
        "filters": {"is_news": {"()": lambda: is_news}},
        "handlers": {"events": {**handler, "formatter": "events"}},
        "root": {"handlers": ["events"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # The request log has each answer with its status, and each fault with its traceback.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # What becomes of a call, its caller says.
            "urllib3": {"level": "ERROR"},
            # Each task is told twice by Celery; django_structlog says it with the ids.
            "celery.app.trace": {"level": "WARNING", "filters": ["is_news"]},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
        },
    }
