from pathlib import Path

import pytest
from django.test import Client

PAGE = "<!doctype html><title>Chat Center</title>"


@pytest.fixture
def _built(tmp_path: Path, settings: object) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    settings.FRONTEND_DIST = tmp_path  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_built")
@pytest.mark.parametrize("path", ["/login", "/w/lavka/inbox", "/w/lavka/chats/12"])
def test_every_page_is_the_application_with_its_csrf_cookie(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.content.decode() == PAGE
    assert response.headers["Cache-Control"] == "no-cache"
    assert "csrftoken" in response.cookies


@pytest.mark.usefixtures("_built")
def test_the_page_may_run_nothing_but_our_files(client: Client) -> None:
    headers = client.get("/login").headers

    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_missing_build_is_said_clearly(client: Client, tmp_path: Path, settings: object) -> None:
    settings.FRONTEND_DIST = tmp_path  # type: ignore[attr-defined]

    response = client.get("/login")

    assert response.status_code == 503
    assert "make run" in response.content.decode()


@pytest.mark.parametrize("path", ["/api", "/api/v1/nothing", "/api/v2/chats", "/_allauth/nothing", "/assets/gone.js"])
def test_an_unknown_address_of_the_api_is_404_in_the_error_body(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert response.json()["errors"][0]["code"] == "not_found"


def test_an_unknown_address_is_told_of_before_a_missing_token() -> None:
    response = Client(enforce_csrf_checks=True).post("/api/v1/chats/35/nothing")

    assert response.status_code == 404
    assert response.json()["errors"][0]["code"] == "not_found"


def test_the_documentation_of_the_api_runs_under_the_policy(client: Client) -> None:
    page = client.get("/api/docs/")
    schema = client.get("/api/schema/")

    assert page.status_code == schema.status_code == 200
    assert "<script>" not in page.content.decode()
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert "unsafe-eval" not in page.headers["Content-Security-Policy"]


def test_the_administration_greets_with_its_name(client: Client, db: None) -> None:
    page = client.get("/admin/login/")

    assert page.status_code == 200
    assert "AgentIQ Chat Center" in page.content.decode()
