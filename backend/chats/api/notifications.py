"""What a member was told in the product. Everybody sees their own; keys see none."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import Membership
from chats.api.refusal_docs import refusals
from chats.services.notifications import mark_notifications_read
from core.api.fields import IdField, WordField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from sla.models import Notification

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))


class NamedChatSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()


class NotificationSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=Notification.Kind.values)
    chat = NamedChatSerializer(allow_null=True, help_text="Null in a digest of several.")
    chat_account_id = serializers.CharField(allow_null=True)
    about_at = serializers.DateTimeField(allow_null=True, help_text="When the answer was due, or the window ends.")
    threshold_hours = serializers.IntegerField(allow_null=True, help_text="Of a closing window: 12 or 3.")
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="Number of events by their kind.")
    is_late = serializers.BooleanField(help_text="Found long after it happened.")
    is_stale = serializers.BooleanField(help_text="The data of the cabinet were old: an answer may be unseen.")
    is_quiet = serializers.BooleanField(help_text="In quiet hours: no sound, no pop-up.")
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class UnreadNotificationsSerializer(serializers.Serializer[Any]):
    unread_count = serializers.IntegerField()


class ReadNotificationsSerializer(RequestSerializer):
    up_to = IdField(required=False, allow_null=True, help_text="This one and all older ones; else all there are.")


class OnlyUnreadSerializer(RequestSerializer):
    unread = WordField(choices=["true", "false"], required=False)


class OwnView(WorkspaceView):
    """What belongs to a member. A method without a scope is closed to keys."""

    @property
    def member(self) -> Membership:
        membership = self.request.actor.membership
        assert membership is not None
        return membership


class NotificationListView(OwnView):
    @extend_schema(
        operation_id="notifications_list",
        summary="What one was told, the newest first",
        parameters=[
            OpenApiParameter("unread", str, enum=["true", "false"], description="Only those that are not read."),
            *PAGE_PARAMETERS,
        ],
        responses={200: page_of(NotificationSerializer)} | refusals({400: "No such place in the list"}),
    )
    def get(self, request: Request) -> Response:
        rows = Notification.objects.of_member(self.member).select_related("chat")
        if parse(OnlyUnreadSerializer, request.query_params).get("unread") == "true":
            rows = rows.unread()
        return paginated(request, rows, NEWEST_FIRST, lambda page: [present_notification(row) for row in page])


class NotificationCountView(OwnView):
    @extend_schema(
        operation_id="notifications_counts",
        summary="How many one has not read",
        responses=UnreadNotificationsSerializer,
    )
    def get(self, request: Request) -> Response:
        return Response({"unread_count": Notification.objects.of_member(self.member).unread().count()})


class NotificationReadView(OwnView):
    @extend_schema(
        operation_id="notifications_read",
        summary="Mark as read",
        request=ReadNotificationsSerializer,
        responses={200: UnreadNotificationsSerializer} | refusals({400: "Not an id"}),
    )
    def post(self, request: Request) -> Response:
        up_to = parse(ReadNotificationsSerializer, request.data).get("up_to")
        unread = mark_notifications_read(membership=self.member, up_to=up_to, now=timezone.now())
        return Response({"unread_count": unread})


def present_notification(row: Notification) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "chat": named_chat(row),
        "chat_account_id": None if row.chat is None else str(row.chat.chat_account_id),
        "about_at": row.about_at,
        "threshold_hours": row.threshold_hours,
        "counts": row.counts,
        "is_late": row.is_late,
        "is_stale": row.is_stale,
        "is_quiet": row.is_quiet,
        "created_at": row.created_at,
        "read_at": row.read_at,
    }


def named_chat(row: Any) -> dict[str, str] | None:
    return None if row.chat is None else {"id": str(row.chat_id), "title": row.chat.title}
