"""What people do to a chat besides answering: no answer needed, snooze, close, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.asked_deeds import deed_of
from chats.api.chat_rows import ChatSerializer, present_chat
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.models import Chat
from chats.services import chat_actions
from chats.services.deeds import Deed
from chats.services.snoozing import snooze
from core.api.fields import IdField, MomentField, TextField
from core.api.requests import RequestSerializer, parse

NO_CHAT = {404: "No such chat"}


class CloseSerializer(RequestSerializer):
    last_message_id = IdField(
        required=False,
        allow_null=True,
        help_text="The newest message the person knows of, unless it is the newest one stored. What is owed ends up to"
        " there; a later message of the buyer opens a debt of its own.",
    )


class WaiveSerializer(CloseSerializer):
    reason = TextField(default="", allow_blank=True, max_length=200)


class SnoozeSerializer(RequestSerializer):
    until = MomentField()


class ChatActionView(WorkspaceView):
    """One thing that can be done to a chat; doing it again changes nothing."""

    scopes = {"POST": "chats:write"}

    def act(self, request: Request, chat_id: int, do: Callable[[Chat, Deed], None]) -> Response:
        workspace = self.request.workspace
        deed = deed_of(self.request)
        do(find_chat(workspace, chat_id), deed)
        reader = self.request.actor.membership
        return Response(present_chat(workspace, chat_id, reader=reader, now=timezone.now()))


class ChatWaiveView(ChatActionView):
    @extend_schema(
        operation_id="chats_waive",
        summary="No answer needed",
        request=WaiveSerializer,
        responses={200: ChatSerializer} | refusals({400: "No such message in this chat: `message_unknown`", **NO_CHAT}),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Ends what is owed without an answer. It can be taken back for ten minutes."""
        wanted = parse(WaiveSerializer, request.data)
        known: Any = {"last_message_id": wanted.get("last_message_id"), "reason": wanted["reason"]}
        return self.act(request, chat_id, lambda chat, deed: chat_actions.waive(chat=chat, deed=deed, **known))


class ChatUnwaiveView(ChatActionView):
    @extend_schema(
        operation_id="chats_unwaive",
        summary="An answer is needed after all",
        request=None,
        responses={200: ChatSerializer}
        | refusals(
            {
                409: "More than ten minutes have passed, or the chat is closed: `undo_too_late`, `chat_is_closed`",
                **NO_CHAT,
            }
        ),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Takes the last waive back: the debt has its old due time again."""
        return self.act(request, chat_id, lambda chat, deed: chat_actions.unwaive(chat=chat, deed=deed))


class ChatSnoozeView(ChatActionView):
    @extend_schema(
        operation_id="chats_snooze",
        summary="Put a chat off",
        request=SnoozeSerializer,
        responses={200: ChatSerializer}
        | refusals(
            {
                400: "Not a moment of the next 90 days: `snooze_in_the_past`, `snooze_too_long`",
                409: "The chat is closed: `chat_is_closed`",
                **NO_CHAT,
            }
        ),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Hides it from the queues of what waits until then, or until the buyer writes. The clocks go on:
        `snooze_outlasts` warns when one of them ends first."""
        until = parse(SnoozeSerializer, request.data)["until"]
        return self.act(request, chat_id, lambda chat, deed: snooze(chat=chat, until=until, deed=deed))


class ChatCloseView(ChatActionView):
    @extend_schema(
        operation_id="chats_close",
        summary="Close a chat",
        request=CloseSerializer,
        responses={200: ChatSerializer} | refusals({400: "No such message in this chat: `message_unknown`", **NO_CHAT}),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Ends what is owed, unanswered, and the episode; nothing happens at the marketplace. The buyer opens the chat
        again by writing, also by a message newer than `last_message_id`."""
        known = parse(CloseSerializer, request.data).get("last_message_id")
        return self.act(
            request, chat_id, lambda chat, deed: chat_actions.close(chat=chat, deed=deed, last_message_id=known)
        )


class ChatReopenView(ChatActionView):
    @extend_schema(
        operation_id="chats_reopen",
        summary="Put a closed or snoozed chat back",
        request=None,
        responses={200: ChatSerializer} | refusals(NO_CHAT),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """Within ten minutes of closing the debt is restored, later it is not."""
        return self.act(request, chat_id, lambda chat, deed: chat_actions.reopen(chat=chat, deed=deed))
