"""The outbox of a chat: write, follow, repeat, take back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat, find_reply
from chats.api.messages import present_message
from chats.api.refusal_docs import refusals
from chats.check_schedule import is_not_confirmed
from chats.models import Chat, Reply, ReplyAttempt
from chats.selectors.replies import holders, replies_of
from chats.selectors.sending import send_block_of
from chats.services.replies import ChatChanged, NewReply, delete_reply, queue_reply, retry_reply
from core import error_texts
from core.api.fields import IdField, TextField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from core.errors import Invalid

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))
HELD = "held_by_earlier_reply"


class IdempotencyKeyRequired(Invalid):
    code = "idempotency_key_required"


class IdempotencyKeyMalformed(Invalid):
    code = "idempotency_key_malformed"


class ReplyFileSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()


class ReplyAttemptSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.ChoiceField(choices=ReplyAttempt.Outcome.values)
    error_code = serializers.CharField(allow_null=True)


class ReplySerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    chat_id = serializers.CharField()
    key = serializers.UUIDField(help_text="The Idempotency-Key it came with.")
    text = serializers.CharField()
    file = ReplyFileSerializer(allow_null=True)
    author_name = serializers.CharField()
    state = serializers.ChoiceField(choices=Reply.State.values)
    simulated = serializers.BooleanField(help_text="The cabinet is in trial mode: nothing was sent.")
    error_code = serializers.CharField(allow_null=True)
    error_text = serializers.CharField(allow_null=True)
    remedy = serializers.CharField(allow_null=True)
    can_retry = serializers.BooleanField()
    not_confirmed = serializers.BooleanField(help_text="Accepted ten minutes ago and still not seen in the history.")
    held_by = serializers.CharField(allow_null=True, help_text="The earlier reply that this one waits behind.")
    created_at = serializers.DateTimeField()
    sending_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    delivered_at = serializers.DateTimeField(allow_null=True)
    failed_at = serializers.DateTimeField(allow_null=True)
    unclear_at = serializers.DateTimeField(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    message_id = serializers.CharField(allow_null=True, help_text="The message that the marketplace shows for it.")
    attempts = ReplyAttemptSerializer(many=True)


class NewReplySerializer(RequestSerializer):
    text = TextField(required=False, allow_null=True, allow_blank=True, trim_whitespace=False)
    upload = IdField(required=False, allow_null=True, help_text="Id of an upload; instead of a text.")
    expected_last_message_id = IdField(
        required=False, allow_null=True, help_text="The newest message seen. A newer one is answered with 409."
    )


class ReplyListView(WorkspaceView):
    scopes = {"GET": "chats:read", "POST": "chats:write"}

    @extend_schema(
        operation_id="chat_replies_list",
        summary="Replies of a chat, the newest first",
        parameters=[
            OpenApiParameter("open", bool, description="Only those that are not delivered."),
            *PAGE_PARAMETERS,
        ],
        responses={200: page_of(ReplySerializer)} | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        chat = find_chat(self.request.workspace, chat_id)
        only_open = request.query_params.get("open", "").lower() in {"1", "true"}
        replies = replies_of(chat, only_open=only_open)
        return paginated(request, replies, NEWEST_FIRST, lambda rows: present_replies(rows, chat))

    @extend_schema(
        operation_id="chat_replies_create",
        summary="Send a reply",
        parameters=[
            OpenApiParameter(
                "Idempotency-Key",
                UUID,
                OpenApiParameter.HEADER,
                required=True,
                description="Made by the client for each new reply and kept when the request is repeated.",
            ),
            OpenApiParameter(
                "Idempotent-Replayed",
                bool,
                OpenApiParameter.HEADER,
                response=[202],
                description="Present and true when this key was seen before; nothing is sent again.",
            ),
        ],
        request=NewReplySerializer,
        responses={202: ReplySerializer}
        | refusals(
            {
                400: "The key or the body makes no sense, or the text is empty or too long",
                404: "No such chat, or no such upload",
                409: "The chat takes no replies now, or it changed: `extra.messages` holds the newer messages",
                422: "The key was used with another body",
            }
        ),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """The answer says that the reply is taken; its `state` tells what becomes of it."""
        key = idempotency_key(request)
        wanted = parse(NewReplySerializer, request.data)
        chat = find_chat(self.request.workspace, chat_id)
        new = NewReply(
            key=key,
            text=wanted.get("text"),
            upload_id=wanted.get("upload"),
            expected_last_message_id=wanted.get("expected_last_message_id"),
        )
        try:
            queued = queue_reply(chat=chat, author=self.request.actor, new=new, now=timezone.now())
        except ChatChanged as refusal:
            refusal.extra["messages"] = [present_message(message, chat) for message in refusal.messages]
            raise
        headers = {"Idempotent-Replayed": "true"} if queued.is_replayed else None
        return Response(present_replies([queued.reply], chat)[0], status=202, headers=headers)


class ReplyRetryView(WorkspaceView):
    scopes = {"POST": "chats:write"}

    @extend_schema(
        operation_id="replies_retry",
        summary="Send a failed reply again",
        request=None,
        responses={202: ReplySerializer} | refusals({404: "No such reply", 409: "It did not fail, or cannot be sent"}),
    )
    def post(self, request: Request, reply_id: int) -> Response:
        """The history is read first: when the reply turns out to have arrived, nothing is sent."""
        reply = find_reply(self.request.workspace, reply_id)
        retried = retry_reply(reply=reply, author=self.request.actor, now=timezone.now())
        return Response(present_replies([retried], retried.chat)[0], status=202)


class ReplyView(WorkspaceView):
    scopes = {"GET": "chats:read", "DELETE": "chats:write"}

    @extend_schema(
        operation_id="replies_retrieve",
        summary="One reply",
        responses={200: ReplySerializer} | refusals({404: "No such reply"}),
    )
    def get(self, request: Request, reply_id: int) -> Response:
        reply = find_reply(self.request.workspace, reply_id)
        return Response(present_replies([reply], reply.chat)[0])

    @extend_schema(
        operation_id="replies_destroy",
        summary="Take a reply back",
        responses={204: None} | refusals({404: "No such reply", 409: "It may have left already"}),
    )
    def delete(self, request: Request, reply_id: int) -> Response:
        """Possible while it is queued, and after it failed."""
        delete_reply(reply=find_reply(self.request.workspace, reply_id), author=self.request.actor)
        return Response(status=204)


def idempotency_key(request: Request) -> UUID:
    text = request.headers.get("Idempotency-Key", "").strip()
    if not text:
        raise IdempotencyKeyRequired(attr="Idempotency-Key")
    try:
        return UUID(text)
    except ValueError:
        raise IdempotencyKeyMalformed(attr="Idempotency-Key") from None


def present_replies(replies: Sequence[Reply], chat: Chat) -> list[dict[str, Any]]:
    held_by = holders(chat, replies)
    may_send = send_block_of(chat) is None
    now = timezone.now()
    return [_present(reply, held_by=held_by.get(reply.pk), may_send=may_send, now=now) for reply in replies]


def _present(reply: Reply, *, held_by: int | None, may_send: bool, now: datetime) -> dict[str, Any]:
    code = reply.error_code or (HELD if held_by is not None else "")
    language = get_language() or "ru"
    is_accepted = reply.state == Reply.State.ACCEPTED
    return {
        "id": str(reply.pk),
        "chat_id": str(reply.chat_id),
        "key": str(reply.key),
        "text": reply.text,
        "file": _file(reply),
        "author_name": reply.author_name,
        "state": reply.state,
        "simulated": reply.is_simulated,
        "error_code": code or None,
        "error_text": error_texts.text(code, language) if code else None,
        "remedy": error_texts.remedy(code, language) if code else None,
        "can_retry": reply.state == Reply.State.FAILED and may_send,
        "not_confirmed": is_accepted
        and not reply.is_simulated
        and is_not_confirmed(accepted_at=reply.accepted_at, now=now),
        "held_by": None if held_by is None else str(held_by),
        "created_at": reply.created_at,
        "sending_at": reply.sending_at,
        "accepted_at": reply.accepted_at,
        "delivered_at": reply.delivered_at,
        "failed_at": reply.failed_at,
        "unclear_at": reply.unclear_at,
        "next_attempt_at": reply.not_before if reply.state == Reply.State.QUEUED else None,
        "message_id": None if reply.message_id is None else str(reply.message_id),
        "attempts": [_attempt(attempt) for attempt in sorted(reply.attempts.all(), key=lambda made: made.number)],
    }


def _file(reply: Reply) -> dict[str, Any] | None:
    if not reply.file_name:
        return None
    return {"name": reply.file_name, "content_type": reply.file_content_type, "size": reply.file_size}


def _attempt(attempt: ReplyAttempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        "started_at": attempt.started_at,
        "ended_at": attempt.ended_at,
        "outcome": attempt.outcome,
        "error_code": attempt.error_code or None,
    }
