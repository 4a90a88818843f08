"""After a restore: what may have happened since the backup is asked of the marketplace, never assumed.

Every step may be repeated; the database takes no other writer before the last one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Max

from accounts.models import Workspace
from chats.list_position import ListPosition
from chats.models import ChangeCounter, Message, Reply, ReplyAttempt, SyncState
from chats.services.reply_lock import announce, locked_reply
from chats.services.reply_outcomes import OUTCOME_UNKNOWN, mark_unclear

CHANGES_SKIPPED: Final = 1_000_000_000
SENT_AGAIN_WITHIN: Final = timedelta(days=7)

# In each of these a worker, or a person by "send again", may have sent it after the backup was taken.
MAY_HAVE_BEEN_SENT: Final = (Reply.State.QUEUED, Reply.State.SENDING, Reply.State.UNCLEAR)


def skip_changes() -> int:
    """Numbers of changes go on far above any that was ever given, so that every place a reader stands at has expired.

    Going on from the backup's number would hand the same numbers out again, for other changes, and a reader that had
    seen them would miss those.
    """
    ChangeCounter.objects.bulk_create(
        [ChangeCounter(workspace=workspace) for workspace in Workspace.objects.all()], ignore_conflicts=True
    )
    return ChangeCounter.objects.update(seq=F("seq") + CHANGES_SKIPPED, dropped_up_to=F("seq") + CHANGES_SKIPPED)


def doubt_replies(*, now: datetime) -> int:
    """Put every unfinished reply into doubt: the history decides, then a person, and nothing sends it by itself."""
    ids = list(Reply.objects.filter(state__in=MAY_HAVE_BEEN_SENT).order_by("pk").values_list("pk", flat=True))
    for reply_id in ids:
        with locked_reply(reply_id) as reply:
            if reply is not None and reply.state in MAY_HAVE_BEEN_SENT:
                _doubt(reply, now)
    # Already handed over: one more look finds their echoes before a sweep does.
    Reply.objects.filter(state=Reply.State.ACCEPTED, is_simulated=False, message=None).update(check_at=now)
    return len(ids)


def expect_failed_replies() -> int:
    """A failed reply may have been sent again by a person after the backup: its echo is to be recognised, and "send
    again" looks at the history first."""
    failed = Reply.objects.filter(state=Reply.State.FAILED)
    newest: datetime | None = failed.aggregate(newest=Max("failed_at"))["newest"]
    if newest is None:
        return 0
    expected = 0
    for reply in failed.filter(failed_at__gt=newest - SENT_AGAIN_WITHIN, left_at=None).order_by("pk"):
        left_at, echo_after_id = reply.failed_at, newest_message_id(reply.chat_id)
        expected += Reply.objects.filter(pk=reply.pk, left_at=None).update(left_at=left_at, echo_after_id=echo_after_id)
    return expected


def sweep_everything(*, now: datetime) -> int:
    """Whole sweeps of all accounts are due; leases belong to processes that are gone."""
    start = ListPosition()
    return SyncState.objects.update(
        next_sweep_at=now,
        next_full_sweep_at=now,
        sweep_scope="",
        sweep_started_at=None,
        sweep_cursor=start.cursor,
        sweep_anchor=start.anchor,
        sweep_pages=start.pages,
        look_owner=None,
        look_until=None,
        bulk_owner=None,
        bulk_until=None,
        next_attempt_at=None,
    )


def newest_message_id(chat_id: int) -> int:
    """What is stored by now is no echo of anything sent after the backup."""
    newest: int | None = Message.objects.filter(chat=chat_id).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def _doubt(reply: Reply, now: datetime) -> None:
    ReplyAttempt.objects.filter(reply=reply, ended_at=None).update(
        outcome=ReplyAttempt.Outcome.UNCLEAR, ended_at=now, error_code=OUTCOME_UNKNOWN
    )
    if reply.left_at is None:
        reply.left_at, reply.echo_after_id = reply.queued_at, newest_message_id(reply.chat_id)
    reply.not_before = reply.send_after = None
    reply.save(update_fields=["left_at", "echo_after_id", "not_before", "send_after"])
    mark_unclear(reply, at=now)
    announce(reply)
