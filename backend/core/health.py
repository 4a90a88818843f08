"""Whether everything is in place, part by part, in constant time."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db import Error as AnyDatabaseError
from django.db import connection
from redis.exceptions import RedisError

from core import heartbeat

log = logging.getLogger(__name__)

BEAT: Final = "beat"
# For lack of these the product does not do its work. The other queues may wait: `worker_dead` tells of them.
WORKERS: Final = ("worker:replies", "worker:sync")


@dataclass(frozen=True)
class Check:
    ok: bool
    text: str = ""


_registered: dict[str, Callable[[], Check]] = {}


def register_check(name: str, check: Callable[[], Check]) -> None:
    """Let another app name a part that readiness depends on."""
    _registered[name] = check


def readiness() -> dict[str, Check]:
    database = check_database()
    checks = {"database": database, **check_processes()}
    for name, check in _registered.items():
        checks[name] = _checked(name, check) if database.ok else Check(ok=False, text="unknown without the database")
    return checks


def check_database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except AnyDatabaseError as error:
        connection.close()
        return Check(ok=False, text=type(error).__name__)
    return Check(ok=True)


def check_processes() -> dict[str, Check]:
    """Redis itself, and whoever shows a sign of life in it."""
    parts = [BEAT, *WORKERS]
    try:
        alive = heartbeat.alive(parts)
    except RedisError as error:
        missing = Check(ok=False, text="unknown without Redis")
        return {"redis": Check(ok=False, text=type(error).__name__), **dict.fromkeys(parts, missing)}
    return {
        "redis": Check(ok=True),
        **{part: Check(ok=lives, text="" if lives else "no sign of life") for part, lives in alive.items()},
    }


def _checked(name: str, check: Callable[[], Check]) -> Check:
    try:
        return check()
    except Exception:
        log.exception("health.check_failed", extra={"check": name})
        return Check(ok=False, text="the check itself failed")
