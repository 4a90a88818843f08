"""What search engines are told: which pages are for them."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from billing.models import Pilot

PAGES = ("/", "/help/connect-ozon", "/privacy", "/offer")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = "".join(f"Disallow: {path}\n" for path in ("/admin/", "/api/", "/_allauth/", "/w/"))
    text = f"User-agent: *\n{closed}Sitemap: {settings.PUBLIC_URL}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    entries = "".join(f"<url><loc>{settings.PUBLIC_URL}{path}</loc></url>" for path in _paths())
    text = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _paths() -> Iterator[str]:
    yield from PAGES
    for slug in Pilot.objects.published().order_by("pk").values_list("slug", flat=True):
        yield f"/cases/{slug}"
