"""What a member is told, through which channel, and when not."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import Membership
from core.api.fields import FlagField, ItemsField, WordField
from core.api.preconditions import IF_MATCH_IF_KNOWN, etag_of, expected_version, telling_newest
from core.api.requests import RequestSerializer, parse
from core.versions import version_of
from sla.api.quiet_hours import (
    QuietHoursSerializer,
    WantedQuietHoursSerializer,
    present_quiet_hours,
    quiet_hours_in,
)
from sla.models import NotificationSettings
from sla.models.event import ALERTS
from sla.services.notification_settings import change_settings, settings_of, values_of

EVENTS = [kind.value for kind in ALERTS]
FLAGS = ("sound", "browser", "weekly_report")


class ChannelsSerializer(serializers.Serializer[Any]):
    spa = serializers.ListField(child=serializers.ChoiceField(choices=EVENTS))
    email = serializers.ListField(child=serializers.ChoiceField(choices=EVENTS))


class NotificationSettingsSerializer(serializers.Serializer[Any]):
    channels = ChannelsSerializer(help_text="The events that each channel carries.")
    quiet_hours = QuietHoursSerializer(allow_null=True)
    sound = serializers.BooleanField(help_text="Off until the person turns it on.")
    browser = serializers.BooleanField(help_text="Notifications of the browser, once the person has allowed them.")
    weekly_report = serializers.BooleanField(help_text="The report by mail on Monday, for owners.")
    email = serializers.EmailField(help_text="Where mails go.")
    version = serializers.CharField(help_text="Of what one chose, for `If-Match`.")


class WantedChannelsSerializer(RequestSerializer):
    spa = ItemsField(child=WordField(choices=EVENTS), required=False, at_most=len(EVENTS))
    email = ItemsField(child=WordField(choices=EVENTS), required=False, at_most=len(EVENTS))


class NotificationSettingsChangeSerializer(RequestSerializer):
    channels = WantedChannelsSerializer(required=False)
    quiet_hours = WantedQuietHoursSerializer(required=False, allow_null=True, help_text="Null: never quiet.")
    sound = FlagField(required=False)
    browser = FlagField(required=False)
    weekly_report = FlagField(required=False)


class NotificationSettingsView(WorkspaceView):
    @extend_schema(
        operation_id="notification_settings",
        summary="What one is told and how",
        responses=NotificationSettingsSerializer,
    )
    def get(self, request: Request) -> Response:
        return answer(settings_of(self._member))

    @extend_schema(
        operation_id="change_notification_settings",
        summary="Change what one is told and how",
        parameters=[IF_MATCH_IF_KNOWN],
        request=NotificationSettingsChangeSerializer,
        responses={
            200: NotificationSettingsSerializer,
            412: OpenApiResponse(description="They were changed meanwhile: `extra.current` is the newer version"),
        },
    )
    def patch(self, request: Request) -> Response:
        """What is not named stays. That a breach was none is told wherever the breach was."""
        wanted = parse(NotificationSettingsChangeSerializer, request.data)
        member, expected = self._member, expected_version(request)
        with telling_newest(lambda: present_settings(settings_of(member))):
            changed = change_settings(membership=member, changes=columns_of(wanted), expected=expected)
        return answer(changed)

    @property
    def _member(self) -> Membership:
        """Keys do not come this far."""
        membership = self.request.actor.membership
        assert membership is not None
        return membership


def answer(row: NotificationSettings) -> Response:
    shown = present_settings(row)
    return Response(shown, headers={"ETag": etag_of(shown["version"])})


def columns_of(wanted: dict[str, Any]) -> dict[str, Any]:
    columns = quiet_hours_in(wanted) | {name: wanted[name] for name in FLAGS if name in wanted}
    for channel, events in wanted.get("channels", {}).items():
        columns[f"{channel}_events"] = in_order(events)
    return columns


def in_order(events: list[str]) -> list[str]:
    """Each once, as they are listed everywhere."""
    return [event for event in EVENTS if event in events]


def present_settings(row: NotificationSettings) -> dict[str, Any]:
    return {
        "channels": {"spa": row.spa_events, "email": row.email_events},
        "quiet_hours": present_quiet_hours(row),
        "sound": row.sound,
        "browser": row.browser,
        "weekly_report": row.weekly_report,
        "email": row.membership.user.email,
        "version": version_of(values_of(row)),
    }
