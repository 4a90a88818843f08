"""The outbox of a chat: write, follow, repeat, take back."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat, find_reply
from chats.api.messages import present_message
from chats.api.refusal_docs import refusals
from chats.api.reply_rows import ReplySerializer, present_replies
from chats.api.text_rules import present_findings
from chats.selectors.replies import replies_of
from chats.services.replies import ChatChanged, NewReply, delete_reply, queue_reply, retry_reply
from chats.services.text_rules import TextRefused, TextWarned
from core.api.fields import FlagField, IdField, NumberField, TextField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from core.errors import Invalid

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))


class IdempotencyKeyRequired(Invalid):
    code = "idempotency_key_required"


class IdempotencyKeyMalformed(Invalid):
    code = "idempotency_key_malformed"


class NewReplySerializer(RequestSerializer):
    text = TextField(required=False, allow_null=True, allow_blank=True, trim_whitespace=False)
    upload = IdField(required=False, allow_null=True, help_text="Id of an upload; instead of a text.")
    expected_last_message_id = IdField(
        required=False, allow_null=True, help_text="The newest message seen. A newer one is answered with 409."
    )
    draft_version = NumberField(
        required=False,
        allow_null=True,
        help_text="The version of one's draft that this was: it is dropped with the sending, a newer one stays.",
    )
    override_warnings = FlagField(
        required=False, help_text="Send although the text check warned; that is recorded. It overrides no refusal."
    )
    then_close = FlagField(
        required=False,
        help_text="Close the chat as soon as the marketplace shows this reply, unless the buyer wrote since, or"
        " something else is still to be sent.",
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
                400: "The key or the body makes no sense: `idempotency_key_required`, `idempotency_key_malformed`, "
                "`text_empty`, `text_too_long`, `text_or_file`, `file_too_large`, `file_type_not_allowed`. "
                "Or the text holds what this workspace never sends, as `extra.findings` say: `text_refused`",
                404: "No such chat, or no such upload: `upload_not_found`",
                409: "It changed, and `extra.messages` holds the newer messages: `chat_changed`. "
                "Or the text has to be agreed to by override_warnings, as `extra.findings` say: `text_warned`. "
                "Or it takes no replies now: `subscription_required`, `reply_window_closed`, `account_paused`, "
                "`workspace_closing`, `account_not_connected`, `key_invalid`, `cannot_send`, `not_a_buyer_chat`, "
                "`upload_used`",
                422: "The key was used with another body: `idempotency_key_reused`",
            }
        ),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """The answer says that the reply is taken; its `state` tells what becomes of it.

        What a member sends waits for the seconds of their own setting (`undo_seconds` of `me`), until `send_after`;
        deleted by then, it never leaves. What comes with an API key goes at once.
        """
        key = idempotency_key(request)
        wanted = parse(NewReplySerializer, request.data)
        chat = find_chat(self.request.workspace, chat_id)
        new = NewReply(
            key=key,
            text=wanted.get("text"),
            upload_id=wanted.get("upload"),
            expected_last_message_id=wanted.get("expected_last_message_id"),
            draft_version=wanted.get("draft_version"),
            override_warnings=wanted.get("override_warnings", False),
            then_close=wanted.get("then_close", False),
        )
        try:
            queued = queue_reply(chat=chat, author=self.request.actor, new=new, now=timezone.now())
        except (TextRefused, TextWarned) as refusal:
            refusal.extra["findings"] = present_findings(refusal.checked)
            raise
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
        responses={202: ReplySerializer}
        | refusals(
            {
                404: "No such reply",
                409: "It did not fail, or cannot be sent: `reply_not_retryable`, `reply_window_closed`, "
                "`account_paused`, `workspace_closing`, `subscription_required`",
            }
        ),
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
        responses={204: None}
        | refusals({404: "No such reply", 409: "It may have left already: `reply_not_cancellable`"}),
    )
    def delete(self, request: Request, reply_id: int) -> Response:
        """Possible while it is queued, surely until `send_after`, and after it failed."""
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
