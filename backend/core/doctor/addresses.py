"""The address that people open, and whether the product answers to it safely."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from core.doctor.examination import Finding, error, fine, warning


def examine_addresses() -> Iterator[Finding]:
    url = urlsplit(settings.PUBLIC_URL)
    host = url.hostname or ""
    is_production = settings.ENVIRONMENT == "production"
    if url.scheme not in ("http", "https") or not host or url.path or url.query:
        yield error(
            f"PUBLIC_URL is no address of a site: {settings.PUBLIC_URL}", "write it like https://chats.example.com"
        )
        return
    if validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        yield fine(f"the product answers to {host}")
    else:
        yield error(f"ALLOWED_HOSTS lacks {host}, the host of PUBLIC_URL", f"add {host} to ALLOWED_HOSTS")
    if is_production and url.scheme != "https":
        yield error(
            "PUBLIC_URL is not https, and sign-in cookies only travel over TLS", "serve it over TLS and write https://"
        )
    elif is_production and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield error("cookies may travel without TLS", "leave SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE on")
    else:
        yield fine(f"the address is {settings.PUBLIC_URL}")
    if is_production and not settings.BEHIND_PROXY:
        yield warning(
            "BEHIND_PROXY is off, so every plain request is redirected to https",
            "set BEHIND_PROXY=1 if a proxy ends TLS in front of the product",
        )
    if is_production and not settings.SUPPORT_CONTACT:
        yield warning("people are told no way to reach you", "set SUPPORT_CONTACT")
