"""The sweeper of the outbox: brings back what was lost on the way and ends what took too long."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from chats.models import Reply, ReplyAttempt
from chats.services.reply_claims import HANDED_OVER_WITHIN, UNFINISHED
from chats.services.reply_lock import announce, enqueue_check, enqueue_delivery, locked_reply
from chats.services.reply_outcomes import OUTCOME_UNKNOWN, fail_queued, mark_unclear
from core.overruns import ENDS_WITHIN_SECONDS

log = logging.getLogger(__name__)

LOST_AFTER: Final = timedelta(seconds=5)
AT_ONCE: Final = 500


def sweep(*, now: datetime) -> None:
    for reply_id in _ids(_stuck(now)):
        _give_up_waiting(reply_id, now)
    for reply_id in _ids(_expired(now)):
        _expire(reply_id, now)
    for reply_id in _ids(_ready(now)):
        enqueue_delivery(reply_id)
    for reply_id in _ids(_unchecked(now)):
        enqueue_check(reply_id)


def _ids(replies: QuerySet[Reply]) -> list[int]:
    return list(replies.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _stuck(now: datetime) -> QuerySet[Reply]:
    """Whoever was sending is dead by now: a process that runs a task beyond the hard time limit ends."""
    limit = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + ENDS_WITHIN_SECONDS)
    return Reply.objects.filter(state=Reply.State.SENDING, sending_at__lt=now - limit)


def _expired(now: datetime) -> QuerySet[Reply]:
    return Reply.objects.filter(state=Reply.State.QUEUED, queued_at__lt=now - HANDED_OVER_WITHIN)


def _ready(now: datetime) -> QuerySet[Reply]:
    """Queued replies whose turn has come and whose task the broker seems to have lost."""
    others = Reply.objects.filter(chat=OuterRef("chat")).exclude(pk=OuterRef("pk"))
    before = others.filter(Q(state=Reply.State.SENDING) | Q(pk__lt=OuterRef("pk"), state__in=UNFINISHED))
    lost_since = now - LOST_AFTER
    due = Q(not_before=None) | Q(not_before__lte=lost_since)
    let_go = Q(send_after=None) | Q(send_after__lte=lost_since)
    return Reply.objects.filter(due, let_go, ~Exists(before), state=Reply.State.QUEUED, queued_at__lt=lost_since)


def _unchecked(now: datetime) -> QuerySet[Reply]:
    return Reply.objects.filter(check_at__lt=now - LOST_AFTER)


def _give_up_waiting(reply_id: int, now: datetime) -> None:
    with locked_reply(reply_id) as reply:
        if reply is None or not _stuck(now).filter(pk=reply_id).exists():
            return
        account_id = reply.chat.chat_account_id
        log.warning(
            "reply.sender_died",
            extra={"reply_id": reply_id, "account_id": account_id, "workspace_id": reply.workspace_id},
        )
        ReplyAttempt.objects.filter(reply=reply, number=reply.attempt_count, ended_at=None).update(
            outcome=ReplyAttempt.Outcome.UNCLEAR, ended_at=now, error_code=OUTCOME_UNKNOWN
        )
        mark_unclear(reply, at=now)
        announce(reply)


def _expire(reply_id: int, now: datetime) -> None:
    with locked_reply(reply_id) as reply:
        if reply is not None and reply.state == Reply.State.QUEUED and reply.queued_at < now - HANDED_OVER_WITHIN:
            fail_queued(reply, code="not_sent_in_time", now=now)
