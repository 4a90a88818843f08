"""What stands in each line that a task writes: its name, and the ids that it was called with.

Tasks take keywords alone, so an id is known by its name. One that another asked for bears the ids of that one as well.
"""

from typing import Any

from django_structlog.celery.signals import bind_extra_task_metadata
from structlog.contextvars import bind_contextvars


def listen() -> None:
    bind_extra_task_metadata.connect(_bind, dispatch_uid="core.task_log")


def _bind(task: Any, **_: Any) -> None:
    called_with = task.request.kwargs or {}
    ids = {name: value for name, value in called_with.items() if name.endswith("_id") and isinstance(value, int | str)}
    bind_contextvars(task=task.name, **ids)
