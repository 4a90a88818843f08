"""The error body outside of API views: unknown paths, a refused CSRF token, a fault of the server."""

import sys
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt

from core import error_texts
from core.errors import BodyTooLarge
from core.outages import is_full, is_outage, note_outage


def problem(request: HttpRequest, code: str, *, status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    language = get_language_from_request(request)
    error: dict[str, Any] = {"code": code, "detail": error_texts.text(code, language), "attr": None}
    if help_ := error_texts.remedy(code, language):
        error["remedy"] = help_
    kind = "server_error" if status >= 500 else "client_error"
    return JsonResponse(
        {"type": kind, "errors": [error]},
        status=status,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


@csrf_exempt
def api_not_found(request: HttpRequest, path: str = "") -> HttpResponse:
    """Of every verb: nobody shall look for a token where there is no such address."""
    return problem(request, "not_found", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return problem(request, "csrf_failed", status=403)


def database_unavailable(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    note_outage(path=request.path, error=error)
    if is_full(error):
        return problem(request, "database_full", status=503, headers={"Retry-After": "60"})
    return problem(request, "database_unavailable", status=503, headers={"Retry-After": "5"})


def server_error(request: HttpRequest) -> HttpResponse:
    """Also the last stop of a database error that a middleware met outside of the view."""
    if is_outage(sys.exception()):
        return database_unavailable(request, sys.exception())
    return problem(request, "internal_error", status=500)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, "not_found", status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, "permission_denied", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return problem(request, BodyTooLarge.code, status=BodyTooLarge.status)
    return problem(request, "parse_error", status=400)
