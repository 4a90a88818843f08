import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config.environment import SECRETS, rate_limits, read_environment, signup_is_open

BACKEND = Path(__file__).resolve().parents[2]
GOOD = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "d6b1f0c8a94e4f2f9a1c7e5b3d2a6f80",
    "CREDENTIAL_KEYS": Fernet.generate_key().decode(),
    "DATABASE_URL": "postgres://somebody:secret@127.0.0.1:1/nowhere",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
    "PUBLIC_URL": "https://chat.example.com",
    "ALLOWED_HOSTS": "chat.example.com",
}
PRINT = (
    "from django.conf import settings as s;"
    "print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG,"
    "s.SIGNUP_OPEN)"
)


def start(code: str = PRINT, /, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own, with this environment alone."""
    environment = {**GOOD, **changes, "DJANGO_SETTINGS_MODULE": "config.settings", "PATH": os.defpath}
    given = {name: value for name, value in environment.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=BACKEND, env=given, capture_output=True, text=True, timeout=60, check=False
    )


def test_production_starts_on_good_values_and_is_closed_by_default() -> None:
    started = start()

    assert started.stdout.split() == ["31536000", "True", "True", "True", "False", "False"], started.stderr


@pytest.mark.parametrize(
    ("given", "default", "is_open"),
    [("", True, True), ("", False, False), ("open", False, True), ("closed", True, False)],
)
def test_registration_is_open_when_told_or_by_default(
    monkeypatch: pytest.MonkeyPatch, given: str, default: bool, is_open: bool
) -> None:
    monkeypatch.setenv("SIGNUP", given)

    assert signup_is_open(Env(), default=default) is is_open


def test_registration_is_open_or_closed_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNUP", "yes")

    with pytest.raises(ImproperlyConfigured, match="SIGNUP"):
        signup_is_open(Env(), default=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "local-development-only-never-in-production"),
        ("CREDENTIAL_KEYS", ""),
        ("CREDENTIAL_KEYS", "bG9jYWwtZGV2ZWxvcG1lbnQtb25seS1jcmVkLWtleSE="),
        ("CREDENTIAL_KEYS", "not-a-fernet-key"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
        ("PUBLIC_URL", ""),
        ("EMAIL_URL", ""),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
    ],
)
def test_production_refuses_a_missing_or_published_value_and_names_it(name: str, value: str) -> None:
    started = start(**{name: value})

    last_line = started.stderr.strip().splitlines()[-1]
    assert started.returncode != 0
    assert last_line.startswith("django.core.exceptions.ImproperlyConfigured")
    assert name in last_line


def test_behind_a_proxy_the_redirect_to_https_is_the_proxys() -> None:
    assert start(BEHIND_PROXY="1").stdout.split()[3] == "False"


def test_at_home_everything_has_a_value() -> None:
    home: dict[str, str | None] = dict.fromkeys(GOOD)
    started = start(**{**home, "DATABASE_URL": GOOD["DATABASE_URL"]})

    assert started.stdout.split() == ["0", "False", "False", "False", "False", "True"], started.stderr


def test_mails_of_a_development_start_become_files_of_this_checkout() -> None:
    code = "from django.conf import settings as s; print(s.EMAIL_FILE_PATH)"

    started = start(code, ENVIRONMENT="local", EMAIL_URL=None)

    assert started.stdout.strip() == str(BACKEND.parent / ".local" / "mail"), started.stderr


@pytest.mark.parametrize(
    ("url", "kind", "is_ours"),
    [
        ("smtp://mail.example.com", "", True),
        ("smtp+tls://mail.example.com", "EMAIL_USE_TLS", True),
        ("smtps://mail.example.com", "EMAIL_USE_TLS", True),
        ("smtp+ssl://mail.example.com", "EMAIL_USE_SSL", True),
        ("consolemail://", "", False),
        ("filemail:///tmp/mail", "", False),
        ("memorymail://", "", False),
    ],
)
def test_every_mail_server_has_a_deadline_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, url: str, kind: str, is_ours: bool
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)

    found = read_environment().email_url("EMAIL_URL")

    assert (found["EMAIL_BACKEND"] == "core.mail.backend.EmailBackend") is is_ours
    assert [name for name in found if name.startswith("EMAIL_USE")] == [kind] * bool(kind)


def test_numbers_and_switches_that_are_left_empty_are_as_if_they_were_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLL_SECONDS", "")
    monkeypatch.setenv("ADMIN_REQUIRES_SECOND_FACTOR", " ")
    env = read_environment()

    assert env.int("POLL_SECONDS", default=60) == 60
    assert env.bool("ADMIN_REQUIRES_SECOND_FACTOR", default=True) is True


def test_a_number_that_is_none_stops_the_start_and_is_named() -> None:
    started = start(POLL_SECONDS="a minute")

    assert started.stderr.strip().splitlines()[-1].endswith("POLL_SECONDS must be a whole number.")


@pytest.mark.parametrize(("value", "limits"), [("", (1200, 300)), ("60, 10", (60, 10)), ("0,0", (0, 0))])
def test_the_limits_of_the_api_are_for_reads_and_writes(
    monkeypatch: pytest.MonkeyPatch, value: str, limits: tuple[int, int]
) -> None:
    monkeypatch.setenv("API_RATE_LIMITS", value)

    assert rate_limits(Env()) == dict(zip(("read", "write"), limits, strict=True))


@pytest.mark.parametrize("value", ["1200", "many,few", "-1,5", "1,2,3", "1.5,2"])
def test_limits_that_make_no_sense_stop_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("API_RATE_LIMITS", value)

    with pytest.raises(ImproperlyConfigured, match="API_RATE_LIMITS"):
        rate_limits(Env())


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_comes_from_a_file_without_its_line_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    (tmp_path / "secret").write_text("redis://from-a-file\n")
    monkeypatch.setenv(name, "redis://from-the-environment")
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "secret"))

    assert read_environment().str(name) == "redis://from-a-file"


@pytest.mark.parametrize("content", [None, "\n"])
def test_a_secret_file_that_holds_nothing_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "secret_key"
    if content is not None:
        file.write_text(content)
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE"):
        read_environment()
