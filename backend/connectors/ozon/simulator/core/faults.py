from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

REFUSING = (
    "rate_limit",
    "internal_error",
    "bad_gateway",
    "circle_open",
    "path_gone",
    "refusal",
    "drop_before",
    "timeout_before",
)
"""Instead of the answer; nothing is accepted."""

BREAKING = ("truncated", "drop_after", "timeout_after")
"""The call was accepted, its answer is lost or unreadable."""

BENDING = (
    "ids_as_strings",
    "cyrillic_customer",
    "shuffled_list",
    "has_next_string",
    "unknown_values",
    "null_chat",
    "zero_id",
    "negative_count",
    "year_one",
    "foreign_link",
    "unshown_pictures",
    "looping_cursor",
)
"""The answer is sound JSON of an odd shape."""

ECHOING = ("late_echo", "error_marker", "doubled_blanks", "list_before_history")
"""What happens to a message on its way into the history."""

CURSOR_GONE = "cursor_gone"
"""A page of the list is refused with 400; the first one, which is asked for without a cursor, never."""

KINDS = ("delay", *REFUSING, *BREAKING, *BENDING, *ECHOING, CURSOR_GONE)


@dataclass(slots=True)
class Fault:
    kind: str
    method: str = "*"
    """A path, the beginning of a path, or `*`."""
    count: int | None = None
    """How many times it still fires; None is without end."""
    probability: float = 1.0
    seconds: float = 0.0
    """Length of a delay, of a time-out, of a late echo; value of Retry-After."""
    polls: int = 1
    keeps_place: bool = False
    """A late echo takes the id it would have had at once, so it appears below newer messages."""
    status: int = 403
    code: int = 7
    message: str = ""
    fault_id: int = 0
    fired: int = 0

    def matches(self, path: str) -> bool:
        return self.method == "*" or path == self.method or path.startswith(self.method.rstrip("/") + "/")

    @property
    def is_spent(self) -> bool:
        return self.count is not None and self.count <= 0


class FaultPlan:
    """The faults of one account; each asking may use one up."""

    def __init__(self, faults: list[Fault], random: Random) -> None:
        self._faults = faults
        self._random = random

    def take(self, kinds: tuple[str, ...], path: str) -> Fault | None:
        """The first fault of these kinds that strikes this call."""
        return next(self._striking(kinds, path), None)

    def take_all(self, kinds: tuple[str, ...], path: str) -> list[Fault]:
        return list(self._striking(kinds, path))

    def _striking(self, kinds: tuple[str, ...], path: str) -> Iterator[Fault]:
        for fault in list(self._faults):
            if fault.kind not in kinds or not fault.matches(path):
                continue
            if fault.probability < 1 and self._random.random() >= fault.probability:
                continue
            fault.fired += 1
            if fault.count is not None:
                fault.count -= 1
                if fault.is_spent:
                    self._faults.remove(fault)
            yield fault
