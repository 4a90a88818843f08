from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.api.fallbacks import database_unavailable
from core.outages import is_outage


class DatabaseOutageMiddleware:
    """A database that is out of reach is said in the error body with 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return database_unavailable(request, exception) if is_outage(exception) else None
