"""Public holidays and moved working days, offered as exceptions of a calendar."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from core.api.fields import IdField, TextField
from core.api.requests import RequestSerializer, parse
from sla.api.calendars import find_calendar
from sla.api.hours import ExceptionSerializer, present_intervals
from sla.holiday_presets import FIRST_YEAR, LAST_YEAR, DayKind, PresetDay, holidays_of
from sla.services.calendars import newest_version


class YearSerializer(RequestSerializer):
    year = TextField(max_length=4)
    calendar = IdField(required=False, help_text="Whose weekdays lend their hours to moved working days.")

    def validate_year(self, value: str) -> int:
        if not value.isascii() or not value.isdecimal() or not FIRST_YEAR <= int(value) <= LAST_YEAR:
            raise serializers.ValidationError("Not a year.", code="not_a_year")
        return int(value)


class HolidaySerializer(ExceptionSerializer):
    kind = serializers.ChoiceField(choices=[kind.value for kind in DayKind])
    instead_of = serializers.DateField(
        allow_null=True,
        help_text="For a working day the day off it made; for a moved day off the day it was moved from.",
    )


class HolidayYearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    country = serializers.CharField()
    moves_are_known = serializers.BooleanField(help_text="False where moved days are not named by the government yet.")
    results = HolidaySerializer(many=True)


class HolidayView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="sla_holidays_list",
        summary="Holidays and moved working days of a year",
        parameters=[YearSerializer],
        responses=HolidayYearSerializer,
    )
    def get(self, request: Request) -> Response:
        """Each result has the shape of an exception of a calendar. A moved working day has the hours of the weekday
        whose day off it makes, in the calendar that is named; without one it has none to offer."""
        wanted = parse(YearSerializer, request.query_params)
        week: list[Any] | None = None
        if "calendar" in wanted:
            week = newest_version(find_calendar(self.request.workspace, wanted["calendar"])).week
        found = holidays_of(wanted["year"], language=get_language() or "ru")
        return Response(
            {
                "year": wanted["year"],
                "country": "RU",
                "moves_are_known": found.moves_are_known,
                "results": [_present(day, week) for day in found.days],
            }
        )


def _present(preset: PresetDay, week: list[Any] | None) -> dict[str, Any]:
    lends_hours = week is not None and preset.kind is DayKind.WORKING and preset.instead_of is not None
    return {
        "date": preset.day,
        "title": preset.title or _("Moved working day"),
        "intervals": present_intervals(week[preset.instead_of.weekday()]) if lends_hours else [],  # type: ignore[index,union-attr]
        "kind": preset.kind.value,
        "instead_of": preset.instead_of,
    }
