from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware
from structlog.contextvars import clear_contextvars


class RequestLogMiddleware(RequestMiddleware):
    """One event per request, with the path alone: a query may hold a buyer's name that somebody searched for.

    What is asked every few seconds is told only when it went wrong.
    """

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        if request.path in settings.QUIET_PATHS and response.status_code < 400:
            clear_contextvars()
        else:
            super().handle_response(request, response)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"
