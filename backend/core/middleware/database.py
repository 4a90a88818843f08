import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse

from core.api.fallbacks import problem

log = logging.getLogger(__name__)


class DatabaseOutageMiddleware:
    """A database that is away is said in the error body with 503; its dead connection is dropped, so that it heals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_outage(exception):
            return None
        return outage_answer(request)


def is_outage(error: BaseException) -> bool:
    """Whether the server is out of reach; a statement that timed out or a deadlock is a fault of its own."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    return sqlstate is None or (sqlstate[:2] in {"08", "57", "53"} and sqlstate != "57014")


def outage_answer(request: HttpRequest) -> HttpResponse:
    log.error("database.unavailable", extra={"path": request.path})
    for connection in connections.all(initialized_only=True):
        connection.close()
    return problem(request, "database_unavailable", status=503, headers={"Retry-After": "5"})
