import re
import uuid
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

ACCEPTED: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIdMiddleware:
    """Each answer names its request: the caller's own X-Request-Id when it is sane, else a new one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not `request.headers`: it keeps what it was built from, and the id is put back below.
        request_id = request.META.get("HTTP_X_REQUEST_ID", "")
        if not ACCEPTED.fullmatch(request_id):
            request_id = uuid.uuid4().hex
        request.META["HTTP_X_REQUEST_ID"] = request_id
        response = self.get_response(request)
        response.headers["X-Request-Id"] = request_id
        return response
