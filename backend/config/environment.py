"""Reads the environment; in production refuses to start on a value that is missing or only good for development."""

import os
from pathlib import Path
from typing import Any, Final

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from environ import Env

ROOT: Final = Path(__file__).resolve().parents[2]

LOCAL_SECRET_KEY: Final = "local-development-only-never-in-production"  # noqa: S105
LOCAL_CREDENTIAL_KEY: Final = "bG9jYWwtZGV2ZWxvcG1lbnQtb25seS1jcmVkLWtleSE="
LOCAL_DATABASE_URL: Final = "postgres://agentiq@127.0.0.1:5432/agentiq"
LOCAL_REDIS_URL: Final = "redis://127.0.0.1:6379/0"
LOCAL_HOSTS: Final = ["127.0.0.1", "localhost", "[::1]"]
SHORTEST_SECRET_KEY: Final = 32
# May be named as files, NAME_FILE, so that they do not stand in the environment of the container.
SECRETS: Final = (
    "SECRET_KEY",
    "CREDENTIAL_KEYS",
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SENTRY_DSN",
    "METRICS_TOKEN",
)


class Environment(Env):  # type: ignore[misc]
    """A mail server is spoken to through our backend; numbers and switches may be left empty."""

    EMAIL_SCHEMES: Final = {
        **Env.EMAIL_SCHEMES,
        **dict.fromkeys(("smtp", "smtps", "smtp+tls", "smtp+ssl"), "core.mail.backend.EmailBackend"),
    }

    def get_value(self, var: str, cast: Any = None, default: Any = Env.NOTSET, parse_default: bool = False) -> Any:
        """ImproperlyConfigured for a number that is none. A line `NAME=` sets neither a number nor a switch."""
        if cast in (int, bool) and default is not self.NOTSET and not self.ENVIRON.get(var, "").strip():
            return default
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except ValueError as error:
            if cast is not int:
                raise
            raise ImproperlyConfigured(f"{var} must be a whole number.") from error


def read_environment() -> Env:
    """The process environment, completed by `.env` and, when no database is named, by the file `make run` leaves."""
    Env.read_env(ROOT / ".env")
    _read_secret_files()
    if not os.environ.get("DATABASE_URL"):
        Env.read_env(ROOT / ".local" / "run.env")
    return Environment()


def _read_secret_files() -> None:
    """Put the content of each NAME_FILE under NAME; the file wins over a value."""
    for name in SECRETS:
        path = os.environ.get(f"{name}_FILE")
        if not path:
            continue
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read.") from error
        if not value:
            raise ImproperlyConfigured(f"{name}_FILE names {path}, which is empty.")
        os.environ[name] = value


def refuse_development_values(env: Env) -> None:
    """Stop a production start that would run on a missing or published secret."""
    secret_key = env.str("SECRET_KEY", default="")
    if len(secret_key) < SHORTEST_SECRET_KEY or secret_key == LOCAL_SECRET_KEY:
        raise ImproperlyConfigured(f"SECRET_KEY must be set to a secret of at least {SHORTEST_SECRET_KEY} characters.")
    if LOCAL_CREDENTIAL_KEY in credential_keys(env):
        raise ImproperlyConfigured("CREDENTIAL_KEYS must be set to your own Fernet keys, the newest first.")
    # Without EMAIL_URL mails would become files of this host, which nobody reads.
    for name in ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "EMAIL_URL"):
        if not env.str(name, default=""):
            raise ImproperlyConfigured(f"{name} must be set.")
    hosts = env.list("ALLOWED_HOSTS", default=[])
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that serve the product; '*' is not a host.")


def rate_limits(env: Env) -> dict[str, int]:
    """Requests per minute of one caller; 0 for no limit."""
    text: str = env.str("API_RATE_LIMITS", default="") or "1200,300"
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise ImproperlyConfigured("API_RATE_LIMITS holds two whole numbers, read,write: 1200,300. 0 is no limit.")
    return {"read": int(parts[0]), "write": int(parts[1])}


def signup_is_open(env: Env, *, default: bool) -> bool:
    """Whether anybody may register; without it people come by invitation or are let in by staff."""
    word: str = env.str("SIGNUP", default="") or ("open" if default else "closed")
    if word not in ("open", "closed"):
        raise ImproperlyConfigured("SIGNUP is open or closed.")
    return word == "open"


def credential_keys(env: Env) -> list[str]:
    keys: list[str] = env.list("CREDENTIAL_KEYS", default=[]) or [LOCAL_CREDENTIAL_KEY]
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured("CREDENTIAL_KEYS holds a value that is not a Fernet key.") from None
    return keys
