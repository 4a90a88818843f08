"""Ozon's measure of chat speed over 30 days. How Ozon counts is published in one sentence each; the rest is a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectors.ozon.simulator.core.moments import DAY, HOUR, SECOND
from connectors.ozon.simulator.core.waits import Wait

MEASURED = 30 * DAY
IN_TIME = DAY


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating, and the values at which it is praised and blamed; 0 is no threshold."""

    code: str
    name: str
    value_type: str
    premium_threshold: float
    warning_threshold: float
    danger_threshold: float = 0

    @property
    def lower_is_better(self) -> bool:
        return self.value_type == "TIME"

    @property
    def direction(self) -> str:
        return "LOWER_IS_BETTER" if self.lower_is_better else "HIGHER_IS_BETTER"


REACTION = Rating("rating_reaction_time", "Среднее время первого ответа", "TIME", 12 * 3600, 24 * 3600)
RESPONSE = Rating("rating_average_response_time", "Среднее время ответа", "TIME", 12 * 3600, 24 * 3600)
REPLIED = Rating("rating_replied_dialogs_ratio", "Доля чатов с ответом", "RATIO", 0.9, 0.8, 0.6)
RATINGS = {rating.code: rating for rating in (REACTION, RESPONSE, REPLIED)}


@dataclass(frozen=True, slots=True)
class Marks:
    """What a value earns."""

    danger: bool
    warning: bool
    premium: bool

    @property
    def status(self) -> str:
        return "CRITICAL" if self.danger else "WARNING" if self.warning else "OK"


def marks_of(rating: Rating, value: float) -> Marks:
    def is_worse(threshold: float) -> bool:
        return bool(threshold) and (value > threshold if rating.lower_is_better else value < threshold)

    danger = is_worse(rating.danger_threshold)
    return Marks(danger, not danger and is_worse(rating.warning_threshold), not is_worse(rating.premium_threshold))


def measure(waits: Sequence[Wait], until: int) -> dict[str, float]:
    """The ratings as they stood then; one about which nothing is known is left out."""
    asked = [wait for wait in waits if until - MEASURED <= wait.asked_at < until]
    answered = [wait for wait in asked if wait.answered_at is not None and wait.answered_at <= until]
    first = [wait for wait in answered if wait.is_first]
    decided = {wait.chat_id for wait in answered} | {w.chat_id for w in asked if w.asked_at < until - IN_TIME}
    replied = {wait.chat_id for wait in answered if _length(wait) <= IN_TIME}
    found: dict[str, float] = {}
    if first:
        found[REACTION.code] = _mean_seconds(first)
    if answered:
        found[RESPONSE.code] = _mean_seconds(answered)
    if decided:
        found[REPLIED.code] = round(len(replied) / len(decided), 4)
    return found


def format_value(rating: Rating, value: float) -> str:
    return f"{value:.0%}" if rating.value_type == "RATIO" else f"{value * SECOND / HOUR:.1f} ч"


def _mean_seconds(waits: list[Wait]) -> float:
    return round(sum(_length(wait) for wait in waits) / len(waits) / SECOND)


def _length(wait: Wait) -> int:
    assert wait.answered_at is not None
    return max(0, wait.answered_at - wait.asked_at)
