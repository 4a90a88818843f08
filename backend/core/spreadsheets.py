"""Tables that a spreadsheet opens with a double click, in the way of the reader's language."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Cell = str | int | float | None

BYTE_ORDER_MARK: Final = "\ufeff"
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Where a comma divides a number, a semicolon divides the columns."""

    delimiter: str
    decimal_mark: str


_DIALECTS: Final = {"ru": Dialect(";", ","), "en": Dialect(",", ".")}


class _Line:
    """What the writer wrote last, instead of a file."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[Cell]], *, language: str) -> Iterator[str]:
    """The file line by line, its mark of UTF-8 first, so that Excel reads Cyrillic letters as such."""
    dialect = _DIALECTS.get(language, _DIALECTS["ru"])
    writer = csv.writer(_Line(), delimiter=dialect.delimiter, lineterminator="\r\n")
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([_written(cell, dialect) for cell in row])


def _written(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).replace(".", dialect.decimal_mark)


def harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula, kept a text: buyers and sellers may write anything."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_A_FORMULA) else text
