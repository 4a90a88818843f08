"""Quiet hours as the API writes them: two wall times and a zone, or null."""

from typing import Any

from rest_framework import serializers

from core.api.fields import TimeZoneField, WallTimeField
from core.api.requests import RequestSerializer
from sla.models.quiet_hours import QuietHours


class QuietHoursSerializer(serializers.Serializer[Any]):
    begin = serializers.CharField(help_text="HH:MM")
    end = serializers.CharField(help_text="HH:MM; earlier than the begin: of the next day")
    time_zone = serializers.CharField(allow_null=True, help_text="Null: that of the workspace")


class WantedQuietHoursSerializer(RequestSerializer):
    begin = WallTimeField(help_text="HH:MM")
    end = WallTimeField(help_text="HH:MM; earlier than the begin: of the next day")
    time_zone = TimeZoneField(required=False, allow_null=True, help_text="Null: that of the workspace")


def present_quiet_hours(row: QuietHours) -> dict[str, Any] | None:
    if row.quiet_from is None or row.quiet_to is None:
        return None
    begin, end = row.quiet_from, row.quiet_to
    return {"begin": f"{begin:%H:%M}", "end": f"{end:%H:%M}", "time_zone": row.time_zone or None}


def quiet_hours_in(wanted: dict[str, Any]) -> dict[str, Any]:
    """The columns that a request changes."""
    if "quiet_hours" not in wanted:
        return {}
    hours = wanted["quiet_hours"]
    if hours is None:
        return {"quiet_from": None, "quiet_to": None, "time_zone": ""}
    return {
        "quiet_from": hours["begin"],
        "quiet_to": hours["end"],
        "time_zone": hours.get("time_zone") or "",
    }
