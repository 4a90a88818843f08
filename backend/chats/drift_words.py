"""What may be kept of an answer that differs from the documentation."""

from __future__ import annotations

import re
from typing import Final

LONGEST_SAMPLE: Final = 200
LONGEST_PLACE: Final = 120
HIDDEN: Final = "***"

_PRIVATE: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{5,}|[^\s@]+@[^\s@]+", re.IGNORECASE
)


def kept_sample(sample: str) -> str:
    """Short, and without ids, numbers and addresses; the connector has left out what people wrote."""
    return _PRIVATE.sub(HIDDEN, storable(sample))[:LONGEST_SAMPLE]


def kept_place(where: str) -> str:
    """The same for a place, so that names made of ids are one place."""
    return _PRIVATE.sub(HIDDEN, storable(where))[:LONGEST_PLACE]


def storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
