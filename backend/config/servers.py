"""Where the servers are. An address that cannot be read is named by its variable; what stands in it is a secret."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config.environment import LOCAL_DATABASE_URL, LOCAL_REDIS_URL

POSTGRES: Final = ("postgres", "postgresql")
REDIS: Final = ("redis", "rediss")
CERTIFICATE_IS: Final = ("required", "optional", "none")


def database(env: Env, *, options: Mapping[str, Any]) -> dict[str, Any]:
    """DATABASE_URL as Django has it: what its query asks of the driver wins over ours, and `options` are joined."""
    url = env.str("DATABASE_URL", default="") or LOCAL_DATABASE_URL
    _split("DATABASE_URL", url, POSTGRES)
    try:
        found: dict[str, Any] = env.db_url_config(url)
    except ValueError:
        raise _unreadable("DATABASE_URL", POSTGRES) from None
    asked: dict[str, Any] = found.get("OPTIONS", {})
    joined = " ".join(str(given["options"]) for given in (options, asked) if "options" in given)
    return {**found, "OPTIONS": {**options, **asked, "options": joined}}


def redis_url(env: Env) -> str:
    """REDIS_URL; where it asks for TLS and says no more, the certificate of the server has to be good for everybody.

    Left to itself the broker's client would take any certificate.
    """
    url: str = env.str("REDIS_URL", default="") or LOCAL_REDIS_URL
    parts = _split("REDIS_URL", url, REDIS)
    try:
        _ = parts.port
    except ValueError:
        raise _unreadable("REDIS_URL", REDIS) from None
    if parts.scheme == "redis":
        return url
    asked = parse_qs(parts.query).get("ssl_cert_reqs")
    if asked is None:
        query = "&".join(filter(None, [parts.query, "ssl_cert_reqs=required"]))
        return parts._replace(query=query).geturl()
    if asked[-1] not in CERTIFICATE_IS:
        raise ImproperlyConfigured(f"ssl_cert_reqs in REDIS_URL is one of {', '.join(CERTIFICATE_IS)}.")
    return url


def _split(name: str, url: str, schemes: Sequence[str]) -> SplitResult:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _unreadable(name, schemes) from None
    # A / in the password ends the host too early, and leaves its @ behind.
    if parts.scheme not in schemes or "@" in parts.path + parts.query + parts.fragment:
        raise _unreadable(name, schemes)
    return parts


def _unreadable(name: str, schemes: Sequence[str]) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{name} cannot be read: it is {schemes[0]}://user:password@host:port/name, and signs other than letters and "
        "digits in the password are percent-encoded (/ is %2F)."
    )
