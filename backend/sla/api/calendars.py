"""Calendars: the hours in which targets count."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import Workspace
from core.api.client import client_ip
from core.api.fields import TextField
from core.api.keyset import Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import parse
from core.errors import NotFound
from sla.api.hours import (
    ExceptionSerializer,
    IntervalSerializer,
    NewHoursSerializer,
    present_exceptions,
    present_intervals,
    stored_hours,
)
from sla.models import Calendar
from sla.selectors.policies import newest_hours
from sla.services.calendars import CalendarDraft, change_calendar, create_calendar, delete_calendar

IN_ORDER = Keyset.by()


class CalendarSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    time_zone = serializers.CharField()
    week = serializers.ListField(child=IntervalSerializer(many=True), help_text="Seven lists, Monday first.")
    exceptions = ExceptionSerializer(many=True)
    revision = serializers.IntegerField()
    in_force_from = serializers.DateTimeField(help_text="The first version also covers all time before it.")
    changed_by = serializers.CharField(allow_null=True)


class NewCalendarSerializer(NewHoursSerializer):
    title = TextField(max_length=200)


class CalendarChangeSerializer(NewCalendarSerializer):
    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class CalendarListView(WorkspaceView):
    scopes = {"GET": "chats:read", "POST": "policies:write"}
    owner_methods = ("POST",)

    @extend_schema(
        operation_id="sla_calendars_list",
        summary="Working calendars",
        parameters=PAGE_PARAMETERS,
        responses=page_of(CalendarSerializer),
    )
    def get(self, request: Request) -> Response:
        return paginated(request, calendars_of(self.request.workspace), IN_ORDER, present_calendars)

    @extend_schema(
        operation_id="sla_calendars_create",
        summary="Make a calendar",
        request=NewCalendarSerializer,
        responses={201: CalendarSerializer},
    )
    def post(self, request: Request) -> Response:
        """Refused with `calendar_zone_unknown`, `calendar_interval_empty`, `calendar_intervals_overlap`, or
        `calendar_never_opens` when nothing opens within 60 days. An interval belongs to the day on which it begins; an
        exception replaces what begins on its date."""
        wanted = parse(NewCalendarSerializer, request.data)
        draft = CalendarDraft(**{"exceptions": [], **stored_hours(wanted)})
        calendar = create_calendar(
            workspace=self.request.workspace,
            actor=self.request.actor,
            draft=draft,
            now=timezone.now(),
            ip=client_ip(request),
        )
        return answer(calendar, status=201)


class CalendarView(WorkspaceView):
    scopes = {"GET": "chats:read", "PATCH": "policies:write", "DELETE": "policies:write"}
    owner_methods = ("PATCH", "DELETE")

    @extend_schema(operation_id="sla_calendars_retrieve", summary="One calendar", responses=CalendarSerializer)
    def get(self, request: Request, calendar_id: int) -> Response:
        return answer(find_calendar(self.request.workspace, calendar_id))

    @extend_schema(
        operation_id="sla_calendars_update",
        summary="Change a calendar",
        parameters=[IF_MATCH],
        request=CalendarChangeSerializer,
        responses={
            200: CalendarSerializer,
            412: OpenApiResponse(
                description="It was changed meanwhile, `extra.current` is the newer version: `version_conflict`"
            ),
        },
    )
    def patch(self, request: Request, calendar_id: int) -> Response:
        """Obligations that are open keep their due time until the policy is recomputed."""
        calendar = find_calendar(self.request.workspace, calendar_id)
        expected = expected_revision(request)
        change = stored_hours(parse(CalendarChangeSerializer, request.data))
        with telling_newest(lambda: present_calendars([find_calendar(self.request.workspace, calendar_id)])[0]):
            changed = change_calendar(
                calendar=calendar,
                actor=self.request.actor,
                change=change,
                expected=expected,
                now=timezone.now(),
                ip=client_ip(request),
            )
        return answer(changed)

    @extend_schema(
        operation_id="sla_calendars_delete",
        summary="Delete a calendar",
        responses={204: None, 409: OpenApiResponse(description="A policy counts in it: `calendar_in_use`")},
    )
    def delete(self, request: Request, calendar_id: int) -> Response:
        """Refused with `calendar_in_use` while a policy counts in it."""
        calendar = find_calendar(self.request.workspace, calendar_id)
        delete_calendar(calendar=calendar, actor=self.request.actor, now=timezone.now(), ip=client_ip(request))
        return Response(status=204)


def calendars_of(workspace: Workspace) -> Any:
    return Calendar.objects.for_workspace(workspace).kept()


def find_calendar(workspace: Workspace, calendar_id: int) -> Calendar:
    found: Calendar | None = calendars_of(workspace).filter(pk=calendar_id).first()
    if found is None:
        raise NotFound
    return found


def present_calendars(calendars: Sequence[Calendar]) -> list[dict[str, Any]]:
    hours = newest_hours(calendars)
    return [
        {
            "id": str(calendar.pk),
            "title": calendar.title,
            "time_zone": hours[calendar.pk].time_zone,
            "week": [present_intervals(day) for day in hours[calendar.pk].week],
            "exceptions": present_exceptions(hours[calendar.pk].exceptions),
            "revision": calendar.revision,
            "in_force_from": hours[calendar.pk].in_force_from,
            "changed_by": hours[calendar.pk].author_name or None,
        }
        for calendar in calendars
    ]


def answer(calendar: Calendar, *, status: int = 200) -> Response:
    return Response(present_calendars([calendar])[0], status=status, headers={"ETag": etag_of(calendar.revision)})
