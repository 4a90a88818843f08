"""A soft time limit that is over at a step of the test's choosing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from django.db import connection

from core import soft_limit


@contextmanager
def time_is_up_once(has_happened: Callable[[], object]) -> Iterator[None]:
    """For what this thread does inside, as in the task of a worker."""
    clock = SimpleNamespace(monotonic=lambda: 100.0 if has_happened() else 0.0)
    with patch.object(soft_limit, "time", clock), connection.execute_wrapper(soft_limit.keep_and_execute):
        soft_limit.begin(80)
        try:
            yield
        finally:
            soft_limit.lift()
