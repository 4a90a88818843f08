"""One chat: reading it, giving it to a member, marking it as read."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.asked_deeds import deed_of
from chats.api.assignees import AssigneeField, membership_id_of
from chats.api.chat_rows import ChatSerializer, present_chat
from chats.api.etags import etagged
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.services.assignment import assign
from chats.services.reading_marks import mark_read, mark_unread
from core.api.fields import IdField
from core.api.requests import RequestSerializer, parse


class ChatChangeSerializer(RequestSerializer):
    assignee = AssigneeField(
        required=False,
        allow_null=True,
        help_text="The id of a membership of the workspace, or `me`; null or `none` for nobody.",
    )


class ReadSerializer(RequestSerializer):
    last_message_id = IdField(required=False, allow_null=True, help_text="The newest message seen; else all of them.")


class UnreadSerializer(serializers.Serializer[Any]):
    unread_count = serializers.IntegerField()


class ChatView(WorkspaceView):
    scopes = {"GET": "chats:read", "PATCH": "chats:write"}

    @extend_schema(
        operation_id="chats_retrieve",
        summary="One chat",
        responses={200: ChatSerializer, 304: OpenApiResponse(description="Unchanged since the given ETag")}
        | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        return etagged(request, self._present(chat_id))

    @extend_schema(
        operation_id="chats_update",
        summary="Give a chat to a member",
        request=ChatChangeSerializer,
        responses={200: ChatSerializer}
        | refusals({400: "No such member in this workspace: `member_unknown`", 404: "No such chat"}),
    )
    def patch(self, request: Request, chat_id: int) -> Response:
        chat = find_chat(self.request.workspace, chat_id)
        wanted = parse(ChatChangeSerializer, request.data)
        if "assignee" in wanted:
            deed = deed_of(self.request)
            assign(chat=chat, membership_id=membership_id_of(wanted["assignee"], deed.actor), deed=deed)
        return Response(self._present(chat_id))

    def _present(self, chat_id: int) -> dict[str, Any]:
        reader = self.request.actor.membership
        return present_chat(self.request.workspace, chat_id, reader=reader, now=timezone.now())


class ChatReadView(WorkspaceView):
    scopes = {"POST": "chats:write"}

    @extend_schema(
        operation_id="chats_read",
        summary="Mark a chat as read",
        request=ReadSerializer,
        responses={200: UnreadSerializer}
        | refusals({400: "No such message in this chat: `message_unknown`", 404: "No such chat"}),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Moves the workspace's read mark forward, never back. It does not stop the clock of the reply."""
        chat = find_chat(self.request.workspace, chat_id)
        up_to = parse(ReadSerializer, request.data).get("last_message_id")
        return Response({"unread_count": mark_read(chat=chat, up_to_message_id=up_to)})


class ChatMarkUnreadView(WorkspaceView):
    scopes = {"POST": "chats:write"}

    @extend_schema(
        operation_id="chats_unread",
        summary="Mark a chat as unread",
        request=None,
        responses={200: UnreadSerializer}
        | refusals({404: "No such chat", 409: "The buyer has written nothing here: `nothing_to_read`"}),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Puts the workspace's read mark back before the newest message of the buyer, for all members.

        A chat that is unread already stays as it is. Nothing is told to the marketplace, and no clock is touched.
        """
        return Response({"unread_count": mark_unread(chat=find_chat(self.request.workspace, chat_id))})
