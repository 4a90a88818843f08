"""Long work in slices: a task does some pieces of it and leaves the rest to the next one."""

import time
from collections.abc import Iterable
from typing import Final

SLICE_SECONDS: Final = 10.0


def ends_in_time(pieces: Iterable[object]) -> bool:
    """Do one piece after another, one at least; False when the time of a slice was over before there were no more."""
    until = time.monotonic() + SLICE_SECONDS
    return all(time.monotonic() < until for _piece in pieces)
