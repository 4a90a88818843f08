"""What protects people and their data on every page and in every process."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.test import Client
from rest_framework import serializers

from accounts.models import Workspace
from config.urls import urlpatterns
from core.middleware.content_policy import ADMIN, DOCS, STRICT

assert urlpatterns  # brings in every serializer

INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]+\son[a-z]+=[\"']", re.IGNORECASE)
ADMIN_PAGES = [
    "/admin/login/",
    "/admin/",
    "/admin/health/",
    "/admin/today/",
    "/admin/pilots/",
    "/admin/accounts/workspace/",
    "/admin/chats/chataccount/",
    "/admin/django_celery_beat/periodictask/",
    "/admin/django_celery_beat/periodictask/add/",
]
# The only places that speak to other servers, each to an address that the operator sets.
SPEAKERS = {
    "chats/health/doctor.py",
    "connectors/guard.py",
    "connectors/http.py",
    "connectors/sessions.py",
    "core/doctor/asking.py",
    "core/doctor/site.py",
    # Names their errors alone.
    "core/error_words.py",
    "core/telegram.py",
}


def test_no_page_may_run_a_script_that_stands_in_it() -> None:
    scripts = [re.findall(r"script-src ([^;]*)", policy)[0] for policy in (STRICT, DOCS, ADMIN)]

    assert scripts == ["'self'", "'self'", "'self' 'unsafe-eval'"]
    assert "unsafe" not in STRICT + DOCS


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_no_page_of_the_administration_needs_one(staff: Client, workspace: Workspace, path: str) -> None:
    page = staff.get(path, follow=True)

    assert page.status_code == 200
    assert INLINE_SCRIPT.findall(page.content.decode()) == []
    assert HANDLER.findall(page.content.decode()) == []
    assert page.headers["Content-Security-Policy"] == ADMIN


def test_the_page_of_the_api_has_the_one_style_that_is_allowed(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()

    [style] = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in DOCS


def test_production_is_set_up_as_the_framework_advises() -> None:
    """HSTS, secure cookies, redirects to TLS and the rest of `check --deploy`, with no warning left."""
    production = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": "k7" * 40 + "abcdefghij",
        "CREDENTIAL_KEYS": Fernet.generate_key().decode(),
        "PUBLIC_URL": "https://chats.example.com",
        "ALLOWED_HOSTS": "chats.example.com",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
    }

    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BACKEND_DIR,
        env={**os.environ, **production},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert run.returncode == 0, run.stderr


def test_cookies_are_out_of_reach_for_scripts_and_other_sites() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert {settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE} == {"Lax"}
    assert settings.X_FRAME_OPTIONS == "DENY"
    assert settings.SECURE_CONTENT_TYPE_NOSNIFF


def test_no_request_is_written_into_a_model_by_the_names_it_brings() -> None:
    """What may be changed is listed field by field; nothing follows from the columns of a table."""
    ours = [found for found in below(serializers.ModelSerializer) if not found.__module__.startswith("rest_framework")]

    assert ours == []


def below(serializer: type) -> Iterator[type]:
    for child in serializer.__subclasses__():
        yield child
        yield from below(child)


def test_only_known_places_speak_to_other_servers() -> None:
    speaks = re.compile(r"^\s*(?:import|from) (?:requests|urllib3|urllib\.request|http\.client|httpx)\b", re.MULTILINE)
    sources = [path for path in settings.BACKEND_DIR.rglob("*.py") if is_product(path)]

    found = {
        path.relative_to(settings.BACKEND_DIR).as_posix()
        for path in sources
        if speaks.search(path.read_text(encoding="utf-8"))
    }

    assert found == SPEAKERS


def is_product(path: Path) -> bool:
    return not {"tests", "testing", "simulator"} & set(path.parts)
