"""What targets and hours would mean, before they are saved."""

from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from core.api.fields import IdField, ItemsField, MomentField, NumberField
from core.api.requests import RequestSerializer, parse
from sla.api.calendars import find_calendar
from sla.api.hours import NewHoursSerializer, stored_hours
from sla.api.policies import find_policy, targets_of
from sla.preview import open_days, preview_moments, sample_moments
from sla.services.drafts import DraftHours, drafted_policy

MOST_MOMENTS: Final = 50


class PreviewRequestSerializer(RequestSerializer):
    policy = IdField(required=False, allow_null=True, help_text="Whose targets stand where none are given.")
    first_minutes = NumberField(required=False)
    next_minutes = NumberField(required=False)
    warn_percent = NumberField(required=False)
    calendar = IdField(required=False, allow_null=True, help_text="Null: day and night.")
    hours = NewHoursSerializer(
        required=False, allow_null=True, help_text="Hours that are not saved; instead of `calendar`."
    )
    opened_at = ItemsField(
        child=MomentField(), required=False, at_most=MOST_MOMENTS, help_text="When buyers ask; else some samples."
    )


class DeadlineSerializer(serializers.Serializer[Any]):
    warn_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()


class PreviewedMomentSerializer(serializers.Serializer[Any]):
    opened_at = serializers.DateTimeField()
    first = DeadlineSerializer()
    next = DeadlineSerializer()


class StretchSerializer(serializers.Serializer[Any]):
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class OpenDaySerializer(serializers.Serializer[Any]):
    date = serializers.DateField()
    stretches = StretchSerializer(many=True)


class PreviewSerializer(serializers.Serializer[Any]):
    time_zone = serializers.CharField(help_text="Of the calendar; day and night, of the workspace.")
    moments = PreviewedMomentSerializer(many=True)
    days = OpenDaySerializer(many=True, help_text="Seven days from today on.")


class PreviewView(WorkspaceView):
    scopes = {"POST": "policies:write"}

    @extend_schema(
        operation_id="sla_preview",
        summary="Try targets and hours",
        request=PreviewRequestSerializer,
        responses=PreviewSerializer,
    )
    def post(self, request: Request) -> Response:
        """Saves nothing. Refused for the same reasons as saving."""
        wanted = parse(PreviewRequestSerializer, request.data)
        workspace = self.request.workspace
        now = timezone.now()
        draft = drafted_policy(
            policy=find_policy(workspace, wanted["policy"]) if wanted.get("policy") else None,
            change=targets_of(wanted),
            hours=DraftHours(**stored_hours(wanted["hours"])) if wanted.get("hours") else None,
            find_calendar=lambda calendar_id: find_calendar(workspace, calendar_id),
            now=now,
        )
        zone = draft.hours.zone if draft.hours else workspace.time_zone
        moments = wanted.get("opened_at") or sample_moments(zone, now=now)
        return Response(
            {
                "time_zone": zone,
                "moments": [
                    {
                        "opened_at": utc(moment.opened_at),
                        "first": {"warn_at": moment.first.warn_at, "due_at": moment.first.due_at},
                        "next": {"warn_at": moment.next.warn_at, "due_at": moment.next.due_at},
                    }
                    for moment in preview_moments(draft.policy, moments)
                ],
                "days": [
                    {
                        "date": day.day,
                        "stretches": [
                            {"opens_at": utc(opens), "closes_at": utc(closes)} for opens, closes in day.stretches
                        ],
                    }
                    for day in open_days(draft.hours, zone, now=now)
                ],
            }
        )


def utc(moment: datetime) -> datetime:
    return moment.astimezone(timezone.get_default_timezone())
