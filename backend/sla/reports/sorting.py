"""How PostgreSQL is to work through a period of a large shop: in memory, and without compiling."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def roomy_sorting() -> Iterator[None]:
    """Rows are sorted and grouped in memory; compiling a statement would take longer than running it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64MB'")
            cursor.execute("SET LOCAL jit = off")
        yield
