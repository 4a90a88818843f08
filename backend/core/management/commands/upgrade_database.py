import time
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

ATTEMPTS: Final = 20
PAUSE_SECONDS: Final = 3.0
ONE_AT_A_TIME: Final = 7_415_926
# What an index that was made beside the running product leaves when it is broken off.
HALF_MADE: Final = """
SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE NOT indisvalid AND relnamespace = 'public'::regnamespace
"""


class Command(BaseCommand):
    help = (
        "Migrate the database while the product works on it. A migration that cannot have its lock at once steps back, "
        "so that nobody queues up behind it, and is tried again; two such commands never run at the same time."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--attempts", type=int, default=ATTEMPTS)
        parser.add_argument("--pause", type=float, default=PAUSE_SECONDS, help="seconds between two attempts")

    def handle(self, *_args: Any, **options: Any) -> None:
        for attempt in range(1, options["attempts"] + 1):
            if attempt > 1:
                time.sleep(options["pause"])
            try:
                self._migrate()
            except OperationalError as failure:
                if not isinstance(failure.__cause__, LockNotAvailable):
                    raise
                self.stdout.write(f"attempt {attempt}: the table, or the right to migrate, is in use")
            else:
                return
        raise CommandError("The migrations found no gap: look for long transactions in pg_stat_activity.")

    def _migrate(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        try:
            _drop_half_made_indexes()
            call_command("migrate", interactive=False, verbosity=1, stdout=self.stdout)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _drop_half_made_indexes() -> None:
    with connection.cursor() as cursor:
        cursor.execute(HALF_MADE)
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
