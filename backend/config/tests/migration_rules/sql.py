"""What SQL may not do. Patterns, not a parser: who has a good reason names it (`safe_because`)."""

import re
from collections.abc import Iterator
from typing import Final

from django.db import migrations

from config.tests.migration_rules.tables import LARGE, names_of_tables

_BEGIN: Final = r"(^|;)\s*"
_REST_OF_COLUMN: Final = r"(?:[^;,(]|\([^)]*\))*?"
_CONSTRAINT: Final = r"(constraint|check|foreign\s+key|unique|primary\s+key|exclude)"
_ANOTHER_FOR_EACH_ROW: Final = r"(\w*random\w*|uuid\w*|clock_timestamp|timeofday|nextval)\b"

_INDEX: Final = "makes an index while nobody can write: say CONCURRENTLY"
_REWRITE: Final = "rewrites the table: add a column, fill it in batches, read it"

SLOW: Final = {
    r"\bcreate\s+(unique\s+)?index\b(?!\s+concurrently)": _INDEX,
    r"\breindex\s+(\(|index|table|schema|database)(?![^;]*\bconcurrently\b)": _INDEX,
    r"\bdrop\s+index\b(?!\s+concurrently)": "waits with everybody behind it: say CONCURRENTLY",
    r"alter\s+column\s+\S+\s+(set\s+data\s+)?type\b": _REWRITE,
    rf"add\s+column\b{_REST_OF_COLUMN}\bdefault\s+\(*{_ANOTHER_FOR_EACH_ROW}": _REWRITE,
    rf"add\s+column\b{_REST_OF_COLUMN}\b(stored|identity|\w*serial)\b": _REWRITE,
    rf"add\s+column\b(?!{_REST_OF_COLUMN}\b(default|generated)\b){_REST_OF_COLUMN}\bnot\s+null\b": (
        "rows of the running release lack it: NULL, or a DEFAULT"
    ),
    rf"add\s+column\b{_REST_OF_COLUMN}\b(unique|primary\s+key|check)\b": (
        "reads the whole table under a lock: without it, then a check NOT VALID, or an index CONCURRENTLY"
    ),
    rf"\badd\s+{_CONSTRAINT}\b(?![^;]*\b(not\s+valid|using\s+index)\b)": (
        "reads the whole table under a lock: NOT VALID, then VALIDATE CONSTRAINT in the next migration, or USING INDEX"
    ),
    r"\bset\s+not\s+null\b": "reads the whole table under a lock: a check NOT VALID first, validated afterwards",
    rf"{_BEGIN}lock\b": "waits with everybody behind it, and keeps them out until the end of the transaction",
    rf"{_BEGIN}(truncate|cluster|vacuum\s+full)\b": "keeps everybody out of the table",
    r"\b(drop\s+(table|column)|rename\s+(to|column))\b": "takes away what the running release uses",
}


def faults_of_statements(operation: migrations.RunSQL) -> Iterator[str]:
    sql = operation.sql
    parts = [sql] if isinstance(sql, str) else [part if isinstance(part, str) else part[0] for part in sql]
    statements = " ; ".join(parts)
    yield from slow_statements(statements)
    if changes_large(statements):
        yield "changes a large table at once: RunPython in batches"


def slow_statements(text: str) -> Iterator[str]:
    yield from (fault for pattern, fault in SLOW.items() if re.search(pattern, text, re.IGNORECASE))


def changes_large(text: str) -> bool:
    tables = "|".join(names_of_tables(LARGE))
    change = rf'\b(update|delete\s+from)\s+(only\s+)?("?public"?\.)?"?({tables})\b'
    return bool(re.search(change, text, re.IGNORECASE))
