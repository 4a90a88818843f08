"""PostgreSQL: reached, in the shape that this code expects, and of one mind about the time."""

import ipaddress
from collections.abc import Iterator
from typing import Any, Final

from django.db import Error as AnyDatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.clock_skew import MAY_DIFFER_SECONDS, measure_skew
from core.doctor.examination import Finding, error, fine, warning

OLDEST_SERVER: Final = 15
CERTIFICATE_IS_LOOKED_AT: Final = ("verify-ca", "verify-full")
READ_SERVER: Final = """
SELECT current_setting('server_version_num')::int / 10000, pg_is_in_recovery(),
    current_setting('default_transaction_read_only')::bool
"""
# Sessions of all databases of the server; those of others are counted without the right to see what they do.
COUNT_SESSIONS: Final = """
SELECT (SELECT sum(numbackends)::int FROM pg_stat_database),
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
"""
FULL_SHARE: Final = 0.8


def examine_database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(READ_SERVER)
            version, is_standby, is_shut = cursor.fetchone()
    except AnyDatabaseError as failure:
        connection.close()
        first_line = str(failure).strip().splitlines()[0] if str(failure).strip() else type(failure).__name__
        yield error(f"PostgreSQL is not reached: {first_line}", "start it, or correct DATABASE_URL")
        return
    if is_standby:
        yield error("PostgreSQL is a standby that only reads", "promote it, or name the primary in DATABASE_URL")
    elif is_shut:
        yield error("the database only reads: a restore was not finished", "run manage.py after_restore")
    elif version < OLDEST_SERVER:
        yield error(f"PostgreSQL {version} is too old", f"use PostgreSQL {OLDEST_SERVER} or newer")
    else:
        yield fine(f"PostgreSQL {version} answers")
    yield from judge_way(connection.settings_dict)


def judge_way(settings: dict[str, Any]) -> Iterator[Finding]:
    """A host without a dot is a name inside this machine or among its containers; any other may be listened to."""
    hosts = str(settings["HOST"]).split(",")
    if settings["OPTIONS"].get("sslmode") not in CERTIFICATE_IS_LOOKED_AT and any(map(is_elsewhere, hosts)):
        yield warning(
            f"the way to PostgreSQL at {settings['HOST']} is open, or its certificate is not looked at",
            "add ?sslmode=verify-full&sslrootcert=/path/of/the/authority.pem to DATABASE_URL",
        )


def is_elsewhere(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return "." in host and not host.startswith("/")


def examine_connections() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SESSIONS)
        yield judge_connections(*cursor.fetchone())


def judge_connections(used: int, there_are: int) -> Finding:
    """What the processes may come to use is known to none of them: each thread opens its own when it has work."""
    text = f"{used} of {there_are} connections to PostgreSQL are in use"
    if used > FULL_SHARE * there_are:
        return warning(text, 'raise max_connections: docs/operations.md, "How many connections"')
    return fine(text)


def examine_migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = [
        f"{migration.app_label}.{migration.name}"
        for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]
    unknown = [
        f"{app}.{name}"
        for app, name in sorted(executor.loader.applied_migrations)
        if app in executor.loader.migrated_apps and (app, name) not in executor.loader.disk_migrations
    ]
    if missing:
        yield error(f"{len(missing)} migrations are not applied, first {missing[0]}", "run backend/bin/migrate")
    if unknown:
        yield error(
            f"the database knows migrations that this code does not, last {unknown[-1]}",
            "start the code that the database belongs to: a newer release has migrated it",
        )
    if not missing and not unknown:
        yield fine("every migration is applied")


def examine_clock() -> Iterator[Finding]:
    yield judge_clock(measure_skew())


def judge_clock(ahead: float) -> Finding:
    if abs(ahead) > MAY_DIFFER_SECONDS:
        return error(
            f"the clock of this host is {abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} that of PostgreSQL",
            "let both follow one time server (chrony, systemd-timesyncd)",
        )
    return fine("this host and PostgreSQL agree on the time")
