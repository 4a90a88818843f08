"""When the database is out of reach: how to tell, and how to heal."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db import InterfaceError, OperationalError, connections

log = logging.getLogger(__name__)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
OUT_OF_REACH: Final = {"08", "53", "57"}
DISK_FULL: Final = "53100"
QUERY_CANCELED: Final = "57014"
TOLD_FOR_SECONDS: Final = 120


def is_outage(error: BaseException | None) -> bool:
    """Whether the server is out of reach; a statement that timed out or a deadlock is a fault of its own."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    sqlstate = _sqlstate(error)
    return sqlstate is None or (sqlstate[:2] in OUT_OF_REACH and sqlstate != QUERY_CANCELED)


def is_full(error: BaseException | None) -> bool:
    """Reached, but without room for what was to be written."""
    return _sqlstate(error) == DISK_FULL


@dataclass
class Told:
    """Whether this process has said that the database is away."""

    is_told: bool = False


_told = Told()


@contextmanager
def outage_ends(task: str) -> Iterator[None]:
    """For a task that comes again by itself: without a database it ends, and one line says so instead of a traceback
    from each run."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        if not is_outage(error):
            raise
        if not _told.is_told and cache.add("outage.told", 1, timeout=TOLD_FOR_SECONDS):
            log.error(_event(error), extra={"path": task})
        _told.is_told = True
        _let_go()
    else:
        _told.is_told = False


def note_outage(*, path: str, error: BaseException | None = None) -> None:
    """Say so and drop the dead connection, so that the next request makes a new one."""
    log.error(_event(error), extra={"path": path})
    _let_go()


def _event(error: BaseException | None) -> str:
    return "database.full" if is_full(error) else "database.unavailable"


def _sqlstate(error: BaseException | None) -> str | None:
    """As the driver names it; Django wraps the driver's error."""
    found: str | None = getattr(getattr(error, "__cause__", None), "sqlstate", None)
    return found


def _let_go() -> None:
    for connection in connections.all(initialized_only=True):
        connection.close()
