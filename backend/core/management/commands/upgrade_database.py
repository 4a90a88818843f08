import time
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DataError, IntegrityError, OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable

from core import indexes
from core.error_words import described

ATTEMPTS: Final = 20
PAUSE_SECONDS: Final = 3.0
ONE_AT_A_TIME: Final = 7_415_926


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
            if self._migrate():
                return
            self.stdout.write(f"attempt {attempt}: the table, or the right to migrate, is in use")
        raise CommandError(
            "The migrations found no gap: look for long transactions, and for another host that migrates, "
            "in pg_stat_activity."
        )

    def _migrate(self) -> bool:
        """False when somebody else has the right to migrate, or a lock that it takes."""
        if not _has_taken_the_right():
            return False
        try:
            with connection.execute_wrapper(indexes.wait_out_older_transactions):
                indexes.drop_half_made()
                call_command("migrate", interactive=False, verbosity=1, stdout=self.stdout)
        except OperationalError as failure:
            if not isinstance(failure.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            return False
        except (IntegrityError, DataError) as failure:
            # What is printed here ends in a log, and the database repeats the row that it refuses.
            raise CommandError(f"A migration met rows that it cannot take: {described(failure)}") from None
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
        return True


def _has_taken_the_right() -> bool:
    """Who waits in `pg_advisory_lock` holds a snapshot, which the making of an index by the other host waits for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])
