"""One row made by its model, multiplied by the database: columns that are not named stay as in the original."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.models import Model


def multiply(row: Model, *, times: int, changed: Mapping[str, str], per: str = "SELECT 1") -> None:
    """Insert so many copies of the row for each row of the query `per`.

    `changed` holds SQL by column; in it stand `n`, which counts from 1, and `parent`, a row of `per`.
    """
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = [str(field.column) for field in fields]
    values = [changed.get(column, f"original.{column}") for column in columns]
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
            f" FROM {table} AS original, ({per}) AS parent, generate_series(1, %s) AS n WHERE original.id = %s",
            [times, row.pk],
        )
