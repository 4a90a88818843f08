"""Where there is no page, or none for whoever asks: a page in words for people, the error body for programs."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from billing.pages.frame import page
from core import error_texts
from core.api import fallbacks

FOR_PROGRAMS: Final = ("/api/", "/_allauth/", "/static/")
LANGUAGE: Final = "ru"


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_person(request):
        return fallbacks.page_not_found(request, exception)
    return say(request, "page_not_found", status=404)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not is_person(request):
        return fallbacks.permission_denied(request, exception)
    return say(request, "page_forbidden", status=403)


def is_person(request: HttpRequest) -> bool:
    """A browser that opens a page names HTML; a program that takes anything does not."""
    return "text/html" in request.headers.get("Accept", "") and not request.path.startswith(FOR_PROGRAMS)


def say(request: HttpRequest, code: str, *, status: int) -> HttpResponse:
    words = {"text": error_texts.text(code, LANGUAGE), "remedy": error_texts.remedy(code, LANGUAGE)}
    home = "/admin/" if request.path.startswith("/admin/") else "/"
    return page(request, "problem", {**words, "home": home}, status=status)
