"""A marketplace's own measure of how fast buyers are answered, in shared words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RatingUnit(StrEnum):
    SECONDS = "seconds"
    RATIO = "ratio"


class RatingCode(StrEnum):
    """Ratings of chats, each over the 30 days before; named as Ozon names them, for nobody else has any."""

    FIRST_REPLY = "rating_reaction_time"
    ANY_REPLY = "rating_average_response_time"
    REPLIED_DIALOGS = "rating_replied_dialogs_ratio"

    @property
    def unit(self) -> RatingUnit:
        return RatingUnit.RATIO if self is RatingCode.REPLIED_DIALOGS else RatingUnit.SECONDS


class RatingStatus(StrEnum):
    OK = "ok"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RatingPoint:
    """The rating as it stood at the beginning of a day."""

    date: date
    value: float
    status: RatingStatus = RatingStatus.UNKNOWN


@dataclass(frozen=True, slots=True)
class RemoteRating:
    """A rating now and day by day; a threshold that the marketplace does not use is None."""

    code: RatingCode
    value: float
    status: RatingStatus = RatingStatus.UNKNOWN
    danger_threshold: float | None = None
    warning_threshold: float | None = None
    premium_threshold: float | None = None
    history: tuple[RatingPoint, ...] = ()
