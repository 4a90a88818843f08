"""`/v1/rating/history` and `/v1/rating/summary`: counted from what happened in the shop, unless values were forced."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.ozon.simulator.core.account import PAID_SUBSCRIPTIONS, SELLING_SUBSCRIPTIONS
from connectors.ozon.simulator.core.moments import DAY, format_moment, parse_moment
from connectors.ozon.simulator.core.ratings import MEASURED, RATINGS, Rating, format_value, marks_of, measure
from connectors.ozon.simulator.core.refusals import invalid_request
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.waits import Wait, waits_of
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.requests import Body, text

GROUP = "Чаты"


def rating_history(call: MethodCall) -> Body:
    codes, begin, end = _codes(call.body), _moment(call.body, "date_from"), _moment(call.body, "date_to")
    if begin > end:
        raise invalid_request("date_from must not be after date_to")
    waits = waits_of(call.shop.chats.values())
    days = list(_days(max(begin, call.shop.account.created_at), min(end, call.now)))
    values = {day: _values(call.shop, waits, day) for day in days}
    return {"ratings": [_history(RATINGS[code], values) for code in codes if code in RATINGS]}


def rating_summary(call: MethodCall) -> Body:
    waits = waits_of(call.shop.chats.values())
    current, past = (_values(call.shop, waits, moment) for moment in (call.now, call.now - MEASURED))
    items = [_item(RATINGS[code], value, past.get(code)) for code, value in current.items()]
    subscription = call.shop.account.subscription
    return {
        "groups": [{"group_name": GROUP, "items": items}],
        "premium": subscription in PAID_SUBSCRIPTIONS,
        "premium_plus": subscription in SELLING_SUBSCRIPTIONS,
    }


def rating_profile(shop: Shop, now: int) -> list[Body]:
    """The ratings as `/v1/seller/info` carries them."""
    values = _values(shop, waits_of(shop.chats.values()), now)
    return [_profile(RATINGS[code], value, now) for code, value in values.items()]


def _values(shop: Shop, waits: list[Wait], until: int) -> dict[str, float]:
    found: dict[str, float | None] = {**measure(waits, until), **shop.account.ratings}
    return {code: value for code in RATINGS if (value := found.get(code)) is not None}


def _history(rating: Rating, values: dict[int, dict[str, float]]) -> Body:
    return {
        "rating": rating.code,
        "danger_threshold": rating.danger_threshold,
        "warning_threshold": rating.warning_threshold,
        "premium_threshold": rating.premium_threshold,
        "values": [_value(rating, day, found[rating.code]) for day, found in values.items() if rating.code in found],
    }


def _value(rating: Rating, day: int, value: float) -> Body:
    marks = marks_of(rating, value)
    return {
        "date_from": format_moment(day - MEASURED),
        "date_to": format_moment(day),
        "value": value,
        "status": {"danger": marks.danger, "warning": marks.warning, "premium": marks.premium},
    }


def _item(rating: Rating, value: float, past: float | None) -> Body:
    return {
        "rating": rating.code,
        "name": rating.name,
        "current_value": value,
        "past_value": value if past is None else past,
        "value_type": rating.value_type,
        "rating_direction": rating.direction,
        "status": marks_of(rating, value).status,
    }


def _profile(rating: Rating, value: float, now: int) -> Body:
    return {
        "rating": rating.code,
        "name": rating.name,
        "status": marks_of(rating, value).status,
        "value_type": rating.value_type,
        "current_value": {**_value(rating, now, value), "formatted": format_value(rating, value)},
    }


def _codes(body: Body) -> list[str]:
    codes = body.get("ratings")
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        raise invalid_request("ratings is required")
    return list(dict.fromkeys(codes))


def _moment(body: Body, name: str) -> int:
    words = text(body, name)
    try:
        return parse_moment(words)
    except ValueError:
        raise invalid_request(f"{name} must be a time") from None


def _days(begin: int, end: int) -> Iterator[int]:
    """Midnights within the period, both ends included."""
    first = begin + -begin % DAY
    return iter(range(first, end + 1, DAY))
