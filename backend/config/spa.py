"""Every address that is not the API's belongs to the single-page application, which routes it itself."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

NOT_BUILT: Final = 503


@require_safe
def spa(request: HttpRequest) -> HttpResponse:
    """The built page, with the CSRF cookie that its first request will need."""
    try:
        page = (settings.FRONTEND_DIST / "index.html").read_bytes()
    except FileNotFoundError:
        text = _("The interface is not built. Run `make run`, or `npm run build` in frontend/.")
        return HttpResponse(text, content_type="text/plain; charset=utf-8", status=NOT_BUILT)
    get_token(request)
    return HttpResponse(page, content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})
