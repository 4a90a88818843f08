"""How a browser signs in: with cookies and a CSRF token."""

from typing import Any, Final

from django.test import Client

BASE: Final = "/_allauth/browser/v1"


def sign_in(browser: Client, email: str, password: str) -> Any:
    return post(browser, "auth/login", {"email": email, "password": password})


def post(browser: Client, path: str, body: dict[str, Any]) -> Any:
    return call(browser, "post", path, body)


def call(browser: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    browser.get(f"{BASE}/auth/session")
    headers = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    url = path if path.startswith("/") else f"{BASE}/{path}"
    return getattr(browser, method)(url, body or {}, content_type="application/json", headers=headers)
