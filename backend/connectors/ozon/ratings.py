"""Ozon's ratings of chats: two calls, of which one may be refused without the other."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TypeVar

from connectors.errors import Rejected
from connectors.ozon.client import OzonClient
from connectors.ozon.fields import Drift, word
from connectors.ozon.mapping import fold
from connectors.ozon.rating_payloads import (
    OzonRating,
    OzonRatingHistory,
    OzonRatingValue,
    read_rating_history,
    read_rating_summary,
)
from connectors.ratings import RatingCode, RatingPoint, RatingStatus, RatingUnit, RemoteRating
from connectors.throttle import Lane

Found = TypeVar("Found")

CODES = {fold(code.value): code for code in RatingCode}
STATUSES = {
    "OK": RatingStatus.OK,
    "WARNING": RatingStatus.WARNING,
    "CRITICAL": RatingStatus.CRITICAL,
    "UNKNOWN": RatingStatus.UNKNOWN,
    "": RatingStatus.UNKNOWN,
}
VALUE_TYPES = {RatingUnit.SECONDS: "TIME", RatingUnit.RATIO: "RATIO"}


class RatingReader:
    def __init__(self, client: OzonClient, *, drift: Drift, lane: Lane) -> None:
        self._client = client
        self._drift = drift
        self._lane = lane

    def read(self, *, since: date, until: date) -> tuple[RemoteRating, ...]:
        refusals: list[Rejected] = []
        summary = attempt(self._summary, refusals) or {}
        history = attempt(lambda: self._history(since, until), refusals) or {}
        if len(refusals) > 1:
            raise refusals[0]
        ratings = (to_rating(code, summary.get(code), history.get(code), drift=self._drift) for code in RatingCode)
        return tuple(rating for rating in ratings if rating is not None)

    def _summary(self) -> dict[RatingCode, OzonRating]:
        found = read_rating_summary(self._client.rating_summary(lane=self._lane), self._drift)
        return {CODES[fold(one.rating)]: one for one in found if fold(one.rating) in CODES}

    def _history(self, since: date, until: date) -> dict[RatingCode, OzonRatingHistory]:
        raw = self._client.rating_history(
            ratings=list(RatingCode), date_from=midnight(since), date_to=midnight(until), lane=self._lane
        )
        found = read_rating_history(raw, self._drift)
        return {CODES[fold(one.rating)]: one for one in found if fold(one.rating) in CODES}


def attempt(read: Callable[[], Found], refusals: list[Rejected]) -> Found | None:
    try:
        return read()
    except Rejected as refusal:
        refusals.append(refusal)
        return None


def to_rating(
    code: RatingCode, now: OzonRating | None, past: OzonRatingHistory | None, *, drift: Drift
) -> RemoteRating | None:
    """The summary tells how it stands now; without one, the newest day does. None when neither has a value."""
    points = to_points(code, past.values, drift) if past else ()
    current = to_current(code, now, drift) if now else None
    if current is None and points:
        current = points[-1].value, points[-1].status
    if current is None:
        return None
    value, status = current
    return RemoteRating(
        code=code,
        value=value,
        status=status,
        danger_threshold=(past.danger_threshold or None) if past else None,
        warning_threshold=(past.warning_threshold or None) if past else None,
        premium_threshold=(past.premium_threshold or None) if past else None,
        history=points,
    )


def to_current(code: RatingCode, now: OzonRating, drift: Drift) -> tuple[float, RatingStatus] | None:
    if now.value_type and fold(now.value_type) != VALUE_TYPES[code.unit]:
        drift.note("unknown_value", "rating_summary.groups.items.value_type", word(now.value_type))
    status = STATUSES.get(fold(now.status))
    if status is None:
        drift.note("unknown_value", "rating_summary.groups.items.status", word(now.status))
    value = usable(code, now.current_value, drift)
    return None if value is None else (value, status or RatingStatus.UNKNOWN)


def to_points(code: RatingCode, values: tuple[OzonRatingValue, ...], drift: Drift) -> tuple[RatingPoint, ...]:
    """One per day; of two for the same day the later one."""
    dated = sorted((ends_at, place, one) for place, one in enumerate(values) if (ends_at := one.date_to) is not None)
    points: dict[date, RatingPoint] = {}
    for ends_at, _place, one in dated:
        value = usable(code, one.value, drift)
        if value is not None:
            points[ends_at.date()] = RatingPoint(date=ends_at.date(), value=value, status=status_of(one))
    return tuple(points.values())


def status_of(value: OzonRatingValue) -> RatingStatus:
    if value.danger is None and value.warning is None:
        return RatingStatus.UNKNOWN
    return RatingStatus.CRITICAL if value.danger else RatingStatus.WARNING if value.warning else RatingStatus.OK


def usable(code: RatingCode, value: float | None, drift: Drift) -> float | None:
    """A share is at most 1, and no wait is negative; what is neither is counted and left out."""
    if value is None:
        return None
    if value < 0 or (code.unit is RatingUnit.RATIO and value > 1):
        drift.note("bad_number", f"rating.{code.value}")
        return None
    return value


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
