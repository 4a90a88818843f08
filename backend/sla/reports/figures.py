"""The figures of any set of obligations, however it was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

ENOUGH: Final = 20
"""Fewer obligations give no percentage: one more or less would change it by more than five points."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, times of answers in seconds, and shares of which each is left out where its base is too small.

    ``decided`` is the base of the share within the target, ``day_old`` that of the two shares about 24 hours.
    """

    n: int = 0
    answered: int = 0
    met: int = 0
    met_late: int = 0
    lost: int = 0
    waived: int = 0
    closed_unanswered: int = 0
    open: int = 0
    missed: int = 0
    never_answered: int = 0
    within_24h: int = 0
    median_seconds: int | None = None
    p90_seconds: int | None = None
    mean_seconds: int | None = None
    median_working_seconds: int | None = None
    p90_working_seconds: int | None = None
    mean_working_seconds: int | None = None
    enough: bool = field(init=False)
    decided: int = field(init=False)
    day_old: int = field(init=False)
    within_target_share: float | None = field(init=False)
    within_24h_share: float | None = field(init=False)
    never_answered_share: float | None = field(init=False)

    def __post_init__(self) -> None:
        decided = self.met + self.missed
        day_old = self.answered + self.never_answered
        for name, value in {
            "enough": self.n >= ENOUGH,
            "decided": decided,
            "day_old": day_old,
            "within_target_share": share(self.met, decided),
            "within_24h_share": share(self.within_24h, day_old),
            "never_answered_share": share(self.never_answered, day_old),
        }.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Of what the database counted; times are rounded to whole seconds."""
        times: dict[str, Any] = {name: None if row[name] is None else round(row[name]) for name in TIMES}
        return cls(**{name: row[name] for name in COUNTS}, **times)


COUNTS: Final = (
    "n",
    "answered",
    "met",
    "met_late",
    "lost",
    "waived",
    "closed_unanswered",
    "open",
    "missed",
    "never_answered",
    "within_24h",
)
TIMES: Final = (
    "median_seconds",
    "p90_seconds",
    "mean_seconds",
    "median_working_seconds",
    "p90_working_seconds",
    "mean_working_seconds",
)


def share(part: int, base: int) -> float | None:
    """To four digits; nothing where the base is too small for a percentage."""
    return round(part / base, 4) if base >= ENOUGH else None
