"""Whether a pilot reaches what was agreed to be its success. No database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

FEWEST_CABINETS: Final = 3
MOST_CABINETS: Final = 5
SHORTER_BY: Final = 0.30


@dataclass(frozen=True, slots=True)
class Progress:
    """What a pilot has come to; None where it is too early to say."""

    cabinets: int
    days_used: int
    days_passed: int
    median_before: int | None
    median_now: int | None
    enough: bool

    @property
    def connects_enough(self) -> bool:
        return FEWEST_CABINETS <= self.cabinets <= MOST_CABINETS

    @property
    def is_used_daily(self) -> bool | None:
        return None if self.days_passed == 0 else self.days_used == self.days_passed

    @property
    def change(self) -> float | None:
        """Of the median time of an answer: −0.3 is 30 % shorter. Nothing where either sample is too small."""
        if not self.enough or not self.median_before or self.median_now is None:
            return None
        return (self.median_now - self.median_before) / self.median_before

    @property
    def answers_faster(self) -> bool | None:
        return None if self.change is None else self.change <= -SHORTER_BY


def median_of(figures: Mapping[str, Any] | None) -> int | None:
    """Of all answers, in seconds, as a pilot keeps them."""
    return None if figures is None else figures["total"]["median_seconds"]


def is_enough(figures: Mapping[str, Any] | None) -> bool:
    return bool(figures and figures["total"]["enough"])
