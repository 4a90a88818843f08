"""Long work in slices: a task does some pieces of it and leaves the rest to the next one."""

import time
from collections.abc import Iterable
from typing import Final, TypeVar

SLICE_SECONDS: Final = 10.0

Piece = TypeVar("Piece")


def ends_in_time(pieces: Iterable[object]) -> bool:
    """Do one piece after another, one at least; False when the time of a slice was over before there were no more."""
    return cut_at(pieces) is None


def cut_at(pieces: Iterable[Piece]) -> Piece | None:
    """The same, and the piece at which the time was over; None when there were no more."""
    until = time.monotonic() + SLICE_SECONDS
    return next((piece for piece in pieces if time.monotonic() >= until), None)
