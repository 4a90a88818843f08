from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

STRICT: Final = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
# Swagger UI brings a few rules of style in its page: those, and no others.
DOCS_STYLE: Final = "'sha256-MMpT0iDxyjALd9PdfepImGX3DBfJPXZ4IlDWdPAgtn0='"
DOCS: Final = STRICT.replace("style-src 'self'", f"style-src 'self' {DOCS_STYLE}")
# The admin theme writes its colours into the page and drives it with Alpine, which evaluates words in attributes.
ADMIN: Final = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "script-src 'self'", "script-src 'self' 'unsafe-eval'"
)


class ContentPolicyMiddleware:
    """Tells the browser to run nothing that did not come from us as a file."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_of(request.path))
        return response


def policy_of(path: str) -> str:
    if path.startswith("/admin/"):
        return ADMIN
    return DOCS if path == "/api/docs/" else STRICT
