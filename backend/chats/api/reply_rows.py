"""A reply as the API shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language
from rest_framework import serializers

from chats.check_schedule import is_not_confirmed
from chats.models import Chat, Reply, ReplyAttempt
from chats.selectors.replies import holders
from chats.selectors.sending import write_block_of
from core import error_texts

HELD: Final = "held_by_earlier_reply"


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
    then_close = serializers.BooleanField(help_text="The chat closes once the marketplace shows it.")
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
    send_after = serializers.DateTimeField(
        allow_null=True, help_text="Until then it surely has not left and can be taken back; null: it goes at once."
    )
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    message_id = serializers.CharField(allow_null=True, help_text="The message that the marketplace shows for it.")
    attempts = ReplyAttemptSerializer(many=True)


def present_replies(replies: Sequence[Reply], chat: Chat) -> list[dict[str, Any]]:
    held_by = holders(chat, replies)
    now = timezone.now()
    # Of use to failed replies alone, and one more query for whoever just sent one.
    has_failed = any(reply.state == Reply.State.FAILED for reply in replies)
    may_send = has_failed and write_block_of(chat, now=now) is None
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
        "then_close": reply.then_close,
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
        "send_after": reply.send_after,
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
