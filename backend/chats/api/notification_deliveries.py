"""The log of what left the product, and the button that tries a channel."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import OwnerOnly
from chats.api.notifications import NEWEST_FIRST, NamedChatSerializer, OwnView, named_chat
from chats.api.refusal_docs import refusals
from chats.services.alerts.trial import Channel, try_channel
from core import error_texts
from core.api.fields import WordField
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from sla.models import Delivery

CHANNELS = [channel.value for channel in Channel]


class ReasonSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    remedy = serializers.CharField(allow_null=True)
    their_words = serializers.CharField(allow_null=True, help_text="What the other side said.")


class DeliverySerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    channel = serializers.ChoiceField(choices=Delivery.Channel.values)
    kind = serializers.ChoiceField(choices=Delivery.Kind.values)
    chat = NamedChatSerializer(allow_null=True)
    event_count = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Delivery.State.values)
    reason = ReasonSerializer(allow_null=True, help_text="Why it failed, was dropped or waits.")
    attempts = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    next_attempt_at = serializers.DateTimeField(allow_null=True, help_text="While it waits.")
    finished_at = serializers.DateTimeField(allow_null=True)


class TrialSerializer(serializers.Serializer[Any]):
    ok = serializers.BooleanField()
    channel = serializers.ChoiceField(choices=CHANNELS)
    sent_to = serializers.CharField(help_text="The address, or the Telegram chat.")
    reason = ReasonSerializer(allow_null=True)
    notification_id = serializers.CharField(allow_null=True, help_text="Of the channel `spa`.")
    delivery_id = serializers.CharField(allow_null=True, help_text="Of the other channels.")


class WantedTrialSerializer(RequestSerializer):
    channel = WordField(choices=CHANNELS)


class LogFilterSerializer(RequestSerializer):
    channel = WordField(choices=Delivery.Channel.values, required=False)
    state = WordField(choices=Delivery.State.values, required=False)


class NotificationDeliveryListView(OwnView):
    @extend_schema(
        operation_id="notification_deliveries_list",
        summary="The log of deliveries, the newest first",
        parameters=[
            OpenApiParameter("channel", str, enum=Delivery.Channel.values),
            OpenApiParameter("state", str, enum=Delivery.State.values),
            *PAGE_PARAMETERS,
        ],
        responses={200: page_of(DeliverySerializer)} | refusals({400: "No such channel, state or place in the list"}),
    )
    def get(self, request: Request) -> Response:
        """One's own; an owner also sees what went to the Telegram chat of the workspace."""
        wanted = parse(LogFilterSerializer, request.query_params)
        rows = Delivery.objects.visible_to(self.member).filter(**wanted).select_related("chat")
        return paginated(request, rows, NEWEST_FIRST, lambda page: [present_delivery(row) for row in page])


class NotificationTestView(OwnView):
    @extend_schema(
        operation_id="notification_test",
        summary="Try a channel: really sends one",
        request=WantedTrialSerializer,
        responses={200: TrialSerializer}
        | refusals(
            {
                403: "Telegram is tried by an owner",
                409: "Telegram is not connected: `telegram_not_connected`",
                429: "Tried too often: `too_many_tests`",
            }
        ),
    )
    def post(self, request: Request) -> Response:
        """Waits for the outcome. A message that could not be sent is a result with a reason, not an error."""
        channel = Channel(parse(WantedTrialSerializer, request.data)["channel"])
        if channel is Channel.TELEGRAM and not self.member.is_owner:
            raise OwnerOnly
        trial = try_channel(membership=self.member, channel=channel, now=timezone.now())
        delivery, notification = trial.delivery, trial.notification
        return Response(
            {
                "ok": delivery is None or delivery.state == Delivery.State.SENT,
                "channel": channel.value,
                "sent_to": trial.sent_to,
                "reason": present_reason(delivery) if delivery else None,
                "notification_id": str(notification.pk) if notification else None,
                "delivery_id": str(delivery.pk) if delivery else None,
            }
        )


def present_delivery(row: Delivery) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "channel": row.channel,
        "kind": row.kind,
        "chat": named_chat(row),
        "event_count": len(row.event_ids),
        "state": row.state,
        "reason": present_reason(row),
        "attempts": row.attempts,
        "created_at": row.created_at,
        "next_attempt_at": row.next_attempt_at if row.state == Delivery.State.QUEUED else None,
        "finished_at": row.finished_at,
    }


def present_reason(row: Delivery) -> dict[str, Any] | None:
    if not row.reason:
        return None
    language = get_language() or "ru"
    return {
        "code": row.reason,
        "detail": error_texts.text(row.reason, language),
        "remedy": error_texts.remedy(row.reason, language),
        "their_words": row.detail or None,
    }
