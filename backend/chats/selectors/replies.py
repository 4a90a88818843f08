"""Replies of a chat and what they wait for."""

from __future__ import annotations

from collections.abc import Sequence

from chats.models import Chat, Reply
from chats.models.reply import ReplyQuerySet


def replies_of(chat: Chat, *, only_open: bool) -> ReplyQuerySet:
    replies = Reply.objects.filter(chat=chat).prefetch_related("attempts")
    return replies.undelivered() if only_open else replies


def holders(chat: Chat, replies: Sequence[Reply]) -> dict[int, int]:
    """For each queued reply the one before it that failed or is unclear, and so holds it."""
    queued = [reply.pk for reply in replies if reply.state == Reply.State.QUEUED]
    if not queued:
        return {}
    blocking = Reply.objects.filter(chat=chat, state__in=Reply.NEEDS_A_PERSON).order_by("pk")
    ids = list(blocking.values_list("pk", flat=True)[:100])
    return {pk: earlier for pk in queued for earlier in ids[:1] if earlier < pk}
