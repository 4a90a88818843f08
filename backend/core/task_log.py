"""What stands in each line that a task writes."""

from typing import Any

from django_structlog.celery.signals import bind_extra_task_metadata
from structlog.contextvars import bind_contextvars


def listen() -> None:
    bind_extra_task_metadata.connect(_bind, dispatch_uid="core.task_log")


def _bind(task: Any, **_: Any) -> None:
    bind_contextvars(task=task.name)
