"""Secrets: set, ours, and able to open what is stored."""

from collections.abc import Iterator
from typing import Final

from django.conf import settings

from core.doctor.examination import Finding, error, fine, warning
from core.sealed_columns import reseal_column, sealed_columns

SHORTEST_SECRET_KEY: Final = 32
NAMED_AT_MOST: Final = 10


def examine_secrets() -> Iterator[Finding]:
    if settings.ENVIRONMENT != "production":
        yield warning("ENVIRONMENT is not production", "set ENVIRONMENT=production wherever people work")
    if len(settings.SECRET_KEY) < SHORTEST_SECRET_KEY:
        yield error("SECRET_KEY is short", f"use at least {SHORTEST_SECRET_KEY} random characters")
    else:
        yield fine("SECRET_KEY is set")
    if settings.METRICS_TOKEN or settings.ENVIRONMENT != "production":
        yield fine("/metrics is open to its reader")
    else:
        yield warning("/metrics refuses everybody", "set METRICS_TOKEN if Prometheus is to read it")


def examine_sealed() -> Iterator[Finding]:
    """Opens every secret and writes nothing."""
    opened = stale = 0
    for column in sealed_columns():
        found = reseal_column(column, dry=True)
        opened += found.current + found.resealed
        stale += found.resealed
        if found.unreadable:
            yield error(
                f"no key opens {len(found.unreadable)} secrets of {column.model}.{column.name}, rows "
                + ", ".join(str(pk) for pk in found.unreadable[:NAMED_AT_MOST]),
                "put the key that sealed them back into CREDENTIAL_KEYS, or have the secrets entered anew",
            )
    if stale:
        yield warning(f"{stale} secrets need an older key", "run manage.py rotate_credential_keys before taking it out")
    yield fine(f"{opened} stored secrets open")
