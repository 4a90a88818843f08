"""A database that came out of a backup: nobody writes in it until all that the backup cannot know is settled.

`make restore` leaves every new session with `default_transaction_read_only`, so a worker that starts too early fails at
its first write instead of sending what may have been sent.
"""

from typing import Final

from django.db import connection

IDS_SKIPPED: Final = 1_000_000

# Ids given after the backup stand in the notes of browsers and of other programs: none of them is given a second time.
SKIP_IDS: Final = """
SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, coalesce(last_value, 1) + %s)
FROM pg_sequences WHERE schemaname = 'public' AND data_type = 'bigint'::regtype
"""


def begin_settling() -> None:
    """Only this session may write, for as long as it takes."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = off")
        cursor.execute("SET statement_timeout = 0")


def skip_ids() -> None:
    with connection.cursor() as cursor:
        cursor.execute(SKIP_IDS, [IDS_SKIPPED])


def end_settling() -> None:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
