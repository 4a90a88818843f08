"""When the database is out of reach: how to tell, and how to heal."""

import logging
from typing import Final

from django.db import InterfaceError, OperationalError, connections

log = logging.getLogger(__name__)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
OUT_OF_REACH: Final = {"08", "53", "57"}
QUERY_CANCELED: Final = "57014"


def is_outage(error: BaseException | None) -> bool:
    """Whether the server is out of reach; a statement that timed out or a deadlock is a fault of its own."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    return sqlstate is None or (sqlstate[:2] in OUT_OF_REACH and sqlstate != QUERY_CANCELED)


def note_outage(*, path: str) -> None:
    """Say so and drop the dead connection, so that the next request makes a new one."""
    log.error("database.unavailable", extra={"path": path})
    for connection in connections.all(initialized_only=True):
        connection.close()
