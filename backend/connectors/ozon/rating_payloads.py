"""Ozon's answers about ratings as typed values; the only place that knows the names of their fields."""

from dataclasses import dataclass
from datetime import datetime

from connectors.errors import TemporaryFailure
from connectors.ozon.fields import Drift, Fields
from connectors.ozon.payloads import top


@dataclass(frozen=True, slots=True)
class OzonRatingValue:
    date_to: datetime | None
    value: float | None
    danger: bool | None
    warning: bool | None


@dataclass(frozen=True, slots=True)
class OzonRatingHistory:
    rating: str
    danger_threshold: float | None
    warning_threshold: float | None
    premium_threshold: float | None
    values: tuple[OzonRatingValue, ...]


@dataclass(frozen=True, slots=True)
class OzonRating:
    rating: str
    current_value: float | None
    value_type: str
    status: str


def read_rating_history(raw: object, drift: Drift) -> tuple[OzonRatingHistory, ...]:
    body = top(raw, "rating_history", "ratings", drift)
    listed = body.items_or_none("ratings")
    if listed is None:
        raise TemporaryFailure("malformed_answer", detail="no list of ratings")
    body.done()
    return tuple(read_one_history(item, drift) for item in listed)


def read_one_history(raw: object, drift: Drift) -> OzonRatingHistory:
    item = Fields(raw, where="rating_history.ratings", drift=drift)
    found = OzonRatingHistory(
        rating=item.text("rating", needed=True),
        danger_threshold=item.number("danger_threshold"),
        warning_threshold=item.number("warning_threshold"),
        premium_threshold=item.number("premium_threshold"),
        values=tuple(read_value(value, drift) for value in item.items("values")),
    )
    item.done()
    return found


def read_value(raw: object, drift: Drift) -> OzonRatingValue:
    item = Fields(raw, where="rating_history.ratings.values", drift=drift)
    status = item.inner("status")
    item.raw("date_from")
    status.raw("premium")
    found = OzonRatingValue(
        date_to=item.moment("date_to", needed=True),
        value=item.number("value", needed=True),
        danger=status.flag("danger"),
        warning=status.flag("warning"),
    )
    for part in (status, item):
        part.done()
    return found


def read_rating_summary(raw: object, drift: Drift) -> tuple[OzonRating, ...]:
    body = top(raw, "rating_summary", "groups", drift)
    groups = body.items_or_none("groups")
    if groups is None:
        raise TemporaryFailure("malformed_answer", detail="no groups of ratings")
    # Which subscription pays for what is told by the seller's profile.
    body.raw("premium")
    body.raw("premium_plus")
    body.done()
    return tuple(rating for group in groups for rating in read_group(group, drift))


def read_group(raw: object, drift: Drift) -> list[OzonRating]:
    group = Fields(raw, where="rating_summary.groups", drift=drift)
    group.raw("group_name")
    ratings = [read_rating(item, drift) for item in group.items("items")]
    group.done()
    return ratings


def read_rating(raw: object, drift: Drift) -> OzonRating:
    item = Fields(raw, where="rating_summary.groups.items", drift=drift)
    for key in ("name", "past_value", "rating_direction", "change"):
        item.raw(key)
    found = OzonRating(
        rating=item.text("rating", needed=True),
        current_value=item.number("current_value"),
        value_type=item.text("value_type"),
        status=item.text("status"),
    )
    item.done()
    return found
