"""The soft time limit of a task, which it keeps itself: under a pool of threads nobody can interrupt it.

Whatever takes long is made of statements and of calls to a marketplace, each of which has a limit of its own. Before
each of them the task is told, once, when its time is up.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import task_postrun, task_prerun, worker_ready
from django.db.backends.signals import connection_created

_of_thread: Final = threading.local()


def begin(seconds: float | None) -> None:
    """For the task that this thread takes up; None is no limit."""
    _of_thread.until = None if seconds is None else time.monotonic() + seconds


def keep() -> None:
    """Raise SoftTimeLimitExceeded when the time of this thread's task is up; afterwards it may put things in order."""
    until = getattr(_of_thread, "until", None)
    if until is not None and time.monotonic() >= until:
        _of_thread.until = None
        raise SoftTimeLimitExceeded


def lift() -> None:
    """From here on what has been done must be written down; only the hard limit is left."""
    begin(None)


def keep_last() -> None:
    """Before what must be written down: the last question of all."""
    keep()
    lift()


def keep_and_execute(execute: Callable[..., Any], *statement: Any) -> Any:
    """A wrapper of Django's around each statement."""
    keep()
    return execute(*statement)


def listen() -> None:
    """Only a process that runs tasks pays for the question."""
    worker_ready.connect(_tell_tasks, dispatch_uid="core.soft_limit")


def _tell_tasks(**_: Any) -> None:
    task_prerun.connect(_begin, dispatch_uid="core.soft_limit")
    task_postrun.connect(_end, dispatch_uid="core.soft_limit")
    connection_created.connect(_wrap, dispatch_uid="core.soft_limit")


def _begin(task: Any, **_: Any) -> None:
    begin(task.soft_time_limit)


def _end(**_: Any) -> None:
    begin(None)


def _wrap(connection: Any, **_: Any) -> None:
    if keep_and_execute not in connection.execute_wrappers:
        connection.execute_wrappers.append(keep_and_execute)
