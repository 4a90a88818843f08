"""Working hours as the API writes them: times of day, seven lists of intervals, exceptions by date."""

from __future__ import annotations

import re
from typing import Any, Final

from rest_framework import serializers

from core.api.fields import DayField, ItemsField, OfOneKind, TextField
from core.api.requests import RequestSerializer
from sla.hours import StoredException, minutes_of, text_of

TIME_OF_DAY: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
MOST_INTERVALS: Final = 24
MOST_EXCEPTIONS: Final = 1_000
DAYS_OF_WEEK: Final = 7


class TimeOfDayField(OfOneKind, serializers.CharField):
    """`09:30`; the end of a day is `24:00`."""

    other_kind = "not_a_time_of_day"

    def to_internal_value(self, data: Any) -> int:  # minutes of the day inside
        if not isinstance(data, str) or not TIME_OF_DAY.fullmatch(data):
            self.fail("invalid")
        return minutes_of(data)


class NewIntervalSerializer(RequestSerializer):
    opens = TimeOfDayField(help_text="`09:00`")
    closes = TimeOfDayField(help_text="`18:00`, at most `24:00`; not after `opens` means the next day.")


class NewExceptionSerializer(RequestSerializer):
    date = DayField()
    title = TextField(default="", allow_blank=True, max_length=200)
    intervals = ItemsField(child=NewIntervalSerializer(), at_most=MOST_INTERVALS)


class NewWeekField(serializers.ListField):
    """Seven days, Monday first."""

    child = ItemsField(child=NewIntervalSerializer(), at_most=MOST_INTERVALS)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, list) and len(data) != DAYS_OF_WEEK:
            raise serializers.ValidationError("Seven days.", code="week_of_seven_days")
        return super().to_internal_value(data)


class NewHoursSerializer(RequestSerializer):
    time_zone = TextField(max_length=64, help_text="IANA name, for example `Europe/Kaliningrad`.")
    week = NewWeekField(help_text="Seven lists of intervals, Monday first; an empty list is a day off.")
    exceptions = ItemsField(
        child=NewExceptionSerializer(),
        required=False,
        at_most=MOST_EXCEPTIONS,
        help_text="What opens on a date instead of the hours of its weekday.",
    )

    def validate_exceptions(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        days = [exception["date"] for exception in value]
        if len(set(days)) < len(days):
            raise serializers.ValidationError("A date is named twice.", code="date_named_twice")
        return value


class IntervalSerializer(serializers.Serializer[Any]):
    opens = serializers.CharField()
    closes = serializers.CharField()


class ExceptionSerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    title = serializers.CharField()
    intervals = IntervalSerializer(many=True)


def stored_hours(checked: dict[str, Any]) -> dict[str, Any]:
    """What a request said of hours, as it is kept; what it left out stays out."""
    kept: dict[str, Any] = {name: checked[name] for name in ("title", "time_zone") if name in checked}
    if "week" in checked:
        kept["week"] = [_stored(day) for day in checked["week"]]
    if "exceptions" in checked:
        exceptions = [
            StoredException(date=day["date"].isoformat(), title=day["title"], intervals=_stored(day["intervals"]))
            for day in checked["exceptions"]
        ]
        kept["exceptions"] = sorted(exceptions, key=lambda exception: exception["date"])
    return kept


def present_intervals(minutes: Any) -> list[dict[str, str]]:
    return [{"opens": text_of(opens), "closes": text_of(closes)} for opens, closes in minutes]


def present_exceptions(exceptions: list[StoredException]) -> list[dict[str, Any]]:
    return [
        {"date": day["date"], "title": day["title"], "intervals": present_intervals(day["intervals"])}
        for day in exceptions
    ]


def _stored(intervals: list[dict[str, int]]) -> list[list[int]]:
    return sorted([interval["opens"], interval["closes"]] for interval in intervals)
