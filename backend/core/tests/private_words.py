"""Words that must never reach a log: they stand in the rows that nearly every test makes.

A handler listens to the log of the whole suite, as it would be written, and a test during which one of them was heard
fails.
"""

from __future__ import annotations

import logging
from typing import Final

from core.logs import logging_config

PRIVATE: Final = (
    "Подойдёт ли чехол",
    "Да, подойдёт",
    "0a1b2c3d-0000-4000-8000-00000000abcd",
    "Вымышленная Анна",
)


class Ear(logging.Handler):
    """Reads each record the way production writes it."""

    def __init__(self) -> None:
        super().__init__()
        formatter = logging_config(style="json", file="")["formatters"]["events"]
        options = {name: value for name, value in formatter.items() if name != "()"}
        self.setFormatter(formatter["()"](**options))
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.heard += [f"{word!r} in {line}" for word in PRIVATE if word in line]

    def take(self) -> list[str]:
        heard, self.heard = self.heard, []
        return heard
