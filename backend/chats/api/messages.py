"""The thread of a chat."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.models import Chat, Message, Reply
from chats.selectors.messages import find_in_thread, read_thread
from core.api.fields import IdField, TextField
from core.api.pagination import MAX_LIMIT, limit_of
from core.api.requests import RequestSerializer, parse
from core.errors import Invalid


class OneSideOnly(Invalid):
    code = "before_or_after"


class AttachmentSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    content_type = serializers.CharField(allow_null=True)
    is_image = serializers.BooleanField()
    size = serializers.IntegerField(allow_null=True)
    moderation = serializers.ChoiceField(choices=Message.Moderation.values)
    is_withheld = serializers.BooleanField(
        help_text="The marketplace does not show it yet: until it does, `url` answers 404."
    )
    url = serializers.CharField(help_text="Through our proxy: needs the same sign-in as the rest of the API.")


class MessageSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    chat_id = serializers.CharField()
    external_id = serializers.CharField()
    author = serializers.ChoiceField(choices=Message.Author.values)
    raw_kind = serializers.CharField()
    author_name = serializers.CharField(allow_null=True, help_text="Who wrote it here, when it is one of our replies.")
    reply_id = serializers.CharField(allow_null=True)
    is_duplicate = serializers.BooleanField(help_text="The marketplace shows our reply a second time.")
    text = serializers.CharField()
    attachments = AttachmentSerializer(many=True)
    sent_at = serializers.DateTimeField()
    automatic = serializers.BooleanField()
    unread = serializers.BooleanField()


class ThreadSerializer(serializers.Serializer[Any]):
    results = MessageSerializer(many=True)
    has_older = serializers.BooleanField()
    has_newer = serializers.BooleanField()
    found = serializers.IntegerField(allow_null=True, help_text="With `search`: how many messages of the chat fit.")


class PlaceSerializer(RequestSerializer):
    before = IdField(required=False)
    after = IdField(required=False)
    search = TextField(required=False, max_length=200)


class MessageListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="chat_messages_list",
        summary="Messages of a chat, oldest first",
        parameters=[
            OpenApiParameter("before", str, description="Id of a message: those before it."),
            OpenApiParameter("after", str, description="Id of a message: those after it."),
            OpenApiParameter(
                "search", str, description="Only messages that hold these words as they stand; not with `after`."
            ),
            OpenApiParameter("limit", int, description=f"How many, 1 to {MAX_LIMIT}; 50 unless told."),
        ],
        responses={200: ThreadSerializer}
        | refusals({400: "No such message in this chat: `message_unknown`, `before_or_after`", 404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        """The newest ones, or those next to a message; with `search` those that fit, wherever they stand."""
        place = parse(PlaceSerializer, request.query_params)
        before, after, words = place.get("before"), place.get("after"), place.get("search")
        if after is not None and (before is not None or words is not None):
            raise OneSideOnly
        chat = find_chat(self.request.workspace, chat_id)
        if words is None:
            thread = read_thread(chat, before=before, after=after, limit=limit_of(request))
        else:
            thread = find_in_thread(chat, words, before=before, limit=limit_of(request))
        return Response(
            {
                "results": [present_message(message, chat) for message in thread.messages],
                "has_older": thread.has_older,
                "has_newer": thread.has_newer,
                "found": thread.found,
            }
        )


def present_message(message: Message, chat: Chat) -> dict[str, Any]:
    reply, is_duplicate = reply_behind(message)
    return {
        "id": str(message.pk),
        "chat_id": str(chat.pk),
        "external_id": message.external_id,
        "author": message.author,
        "raw_kind": message.raw_kind,
        "author_name": None if reply is None else reply.author_name,
        "reply_id": None if reply is None else str(reply.pk),
        "is_duplicate": is_duplicate,
        "text": message.text,
        "attachments": [present_attachment(message, number, file) for number, file in enumerate(message.attachments)],
        "sent_at": message.sent_at,
        "automatic": message.is_automatic,
        "unread": is_unread(message, chat),
    }


def reply_behind(message: Message) -> tuple[Reply | None, bool]:
    """Our reply that this message shows, and whether it shows it for a second time."""
    if hasattr(message, "reply"):
        return message.reply, False
    if hasattr(message, "duplicate_of"):
        return message.duplicate_of.reply, True
    return None, False


def present_attachment(message: Message, number: int, file: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(number),
        "name": file.get("name") or "",
        "content_type": file.get("content_type"),
        "is_image": bool(file.get("is_image")),
        "size": file.get("size"),
        "moderation": message.moderation,
        "is_withheld": not file.get("ref"),
        "url": f"/api/v1/chats/{message.chat_id}/messages/{message.pk}/files/{number}",
    }


def is_unread(message: Message, chat: Chat) -> bool:
    if message.author != Message.Author.BUYER or (message.is_historic and not chat.is_marked_unread):
        return False
    if chat.read_up_to is None:
        return True
    return (message.sent_at, message.number) > _read_mark(chat.read_up_to, chat.read_up_to_id)


def _read_mark(read_up_to: datetime, external_id: str) -> tuple[datetime, Decimal]:
    return read_up_to, Decimal(external_id) if external_id.isdecimal() else Decimal(0)
