"""The Telegram chat of the workspace, set up by an owner. The bot's token goes in and never comes out."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import User
from core import error_texts
from core.api.client import client_ip
from core.api.fields import ItemsField, TextField, WordField
from core.api.preconditions import IF_MATCH_IF_KNOWN, etag_of, expected_version, telling_newest
from core.api.requests import RequestSerializer, parse
from core.versions import version_of
from sla.api.notification_settings import EVENTS, in_order
from sla.api.quiet_hours import (
    QuietHoursSerializer,
    WantedQuietHoursSerializer,
    present_quiet_hours,
    quiet_hours_in,
)
from sla.models import TelegramChannel
from sla.services.telegram_channels import connect_telegram, disconnect_telegram, values_of


class ChannelTroubleSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    code = serializers.CharField()
    detail = serializers.CharField()
    remedy = serializers.CharField(allow_null=True)


class TelegramSerializer(serializers.Serializer[Any]):
    is_connected = serializers.BooleanField()
    chat_id = serializers.CharField(allow_null=True)
    token_hint = serializers.CharField(allow_null=True, help_text="The last characters of the token.")
    events = serializers.ListField(child=serializers.ChoiceField(choices=EVENTS))
    quiet_hours = QuietHoursSerializer(allow_null=True)
    language = serializers.ChoiceField(choices=User.Language.choices, allow_null=True)
    last_sent_at = serializers.DateTimeField(allow_null=True)
    version = serializers.CharField(help_text="Of what an owner chose, for `If-Match`.")
    trouble = ChannelTroubleSerializer(allow_null=True, help_text="Why the last message did not arrive.")


class WantedTelegramSerializer(RequestSerializer):
    token = TextField(required=False, write_only=True, help_text="From @BotFather; needed the first time.")
    chat_id = TextField(help_text="Number of the chat, or the @name of a public channel.")
    events = ItemsField(child=WordField(choices=EVENTS), required=False, at_most=len(EVENTS))
    quiet_hours = WantedQuietHoursSerializer(required=False, allow_null=True)
    language = WordField(choices=User.Language.choices, required=False)


class TelegramView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="telegram_channel",
        summary="The Telegram chat of the workspace",
        responses=TelegramSerializer,
    )
    def get(self, request: Request) -> Response:
        return answer(self._newest())

    @extend_schema(
        operation_id="connect_telegram",
        summary="Have the workspace told in Telegram",
        parameters=[IF_MATCH_IF_KNOWN],
        request=WantedTelegramSerializer,
        responses={
            200: TelegramSerializer,
            412: OpenApiResponse(description="It was changed meanwhile: `extra.current` is the newer version"),
        },
    )
    def put(self, request: Request) -> Response:
        """Nothing is sent: `POST notifications/test` with the channel `telegram` tries it."""
        wanted = parse(WantedTelegramSerializer, request.data)
        choices = quiet_hours_in(wanted)
        if "events" in wanted:
            choices["events"] = in_order(wanted["events"])
        if "language" in wanted:
            choices["language"] = wanted["language"]
        with telling_newest(lambda: present_telegram(self._newest())):
            channel = connect_telegram(
                workspace=self.request.workspace,
                actor=self.request.actor,
                token=wanted.get("token"),
                chat_id=wanted["chat_id"],
                choices=choices,
                expected=expected_version(request),
                ip=client_ip(request),
            )
        return answer(channel)

    @extend_schema(operation_id="disconnect_telegram", summary="Forget the bot and its token", responses={204: None})
    def delete(self, request: Request) -> Response:
        disconnect_telegram(workspace=self.request.workspace, actor=self.request.actor, ip=client_ip(request))
        return Response(status=204)

    def _newest(self) -> TelegramChannel | None:
        return TelegramChannel.objects.for_workspace(self.request.workspace).first()


def answer(channel: TelegramChannel | None) -> Response:
    shown = present_telegram(channel)
    return Response(shown, headers={"ETag": etag_of(shown["version"])})


def present_telegram(channel: TelegramChannel | None) -> dict[str, Any]:
    if channel is None:
        absent = ("chat_id", "token_hint", "quiet_hours", "language", "last_sent_at", "trouble")
        return {"is_connected": False, "events": [], **dict.fromkeys(absent), "version": version_of(values_of(None))}
    return {
        "is_connected": True,
        "chat_id": channel.chat_id,
        "token_hint": channel.token_hint,
        "events": channel.events,
        "quiet_hours": present_quiet_hours(channel),
        "language": channel.language,
        "last_sent_at": channel.last_sent_at,
        "version": version_of(values_of(channel)),
        "trouble": _trouble(channel),
    }


def _trouble(channel: TelegramChannel) -> dict[str, Any] | None:
    if channel.last_error_at is None:
        return None
    language = get_language() or "ru"
    return {
        "at": channel.last_error_at,
        "code": channel.last_error_code,
        "detail": error_texts.text(channel.last_error_code, language),
        "remedy": error_texts.remedy(channel.last_error_code, language),
    }
