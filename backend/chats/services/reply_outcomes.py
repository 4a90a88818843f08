"""What became of an attempt, written down in one transaction each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from chats.models import Message, Reply, ReplyAttempt, Upload
from chats.services.clock import refresh_clock
from chats.services.reply_lock import announce, enqueue_check, enqueue_delivery, enqueue_next, locked_reply
from chats.services.sent_and_closed import close_after

if TYPE_CHECKING:
    from chats.services.reply_claims import Claim

FIRST_CHECK: Final = timedelta(seconds=3)
SOON: Final = timedelta(seconds=60)  # what waits longer is found by the sweeper: a broker is no calendar
NOT_SEEN: Final = "not_seen"
OUTCOME_UNKNOWN: Final = "outcome_unknown"


def accept(claim: Claim, *, at: datetime) -> None:
    """The marketplace took it, or the rehearsal ends here; whether the buyer sees it the history will tell."""
    outcome = ReplyAttempt.Outcome.SIMULATED if claim.is_rehearsal else ReplyAttempt.Outcome.ACCEPTED
    with _attempt(claim, outcome=outcome, at=at) as reply:
        if reply is None:
            return
        reply.state = Reply.State.ACCEPTED
        reply.accepted_at = at
        reply.error_code = reply.error_detail = ""
        reply.is_simulated = claim.is_rehearsal
        reply.check_at = None if claim.is_rehearsal else at + FIRST_CHECK
        reply.save(update_fields=["state", "accepted_at", "error_code", "error_detail", "is_simulated", "check_at"])
        if claim.is_rehearsal:
            drop_upload(reply)
        else:
            refresh_clock(reply.chat, now=at)
            enqueue_check(reply.pk, countdown=FIRST_CHECK.total_seconds())
        enqueue_next(reply.chat_id)


def postpone(claim: Claim, *, until: datetime, code: str, at: datetime, was_tried: bool = True) -> None:
    """Nothing reached the marketplace: it goes back into the queue until the given moment.

    Where nothing was even tried, because an earlier call has to be waited for, no attempt is counted.
    """
    with _attempt(claim, outcome=ReplyAttempt.Outcome.POSTPONED, code=code, at=at) as reply:
        if reply is None:
            return
        reply.state = Reply.State.QUEUED
        reply.not_before = until
        reply.error_code = code
        _forget_leaving(reply, claim)
        if not was_tried:
            reply.attempts.filter(number=claim.number).delete()
            reply.attempt_count = claim.number - 1
        reply.save(update_fields=["state", "not_before", "error_code", "left_at", "echo_after_id", "attempt_count"])
        if until - at <= SOON:
            enqueue_delivery(reply.pk, countdown=max((until - at).total_seconds(), 0))


def refuse(
    claim: Claim, *, code: str, detail: str = "", at: datetime, has_left: bool = True, closes_window: bool = False
) -> None:
    """The marketplace said no for good. Should its history show the reply nevertheless, the history is right."""
    with _attempt(claim, outcome=ReplyAttempt.Outcome.FAILED, code=code, at=at) as reply:
        if reply is None:
            return
        if not has_left:
            _forget_leaving(reply, claim)
        _fail(reply, code=code, detail=detail, at=at)
        if closes_window and not _buyer_wrote_since(reply, claim.started_at):
            reply.chat.window_refused_at = at
            reply.chat.save(update_fields=["window_refused_at"])
            refresh_clock(reply.chat, now=at)


def doubt(claim: Claim, *, at: datetime) -> None:
    """Something left and no answer tells what became of it: the history decides, never a second send."""
    with _attempt(claim, outcome=ReplyAttempt.Outcome.UNCLEAR, code=OUTCOME_UNKNOWN, at=at) as reply:
        if reply is not None and reply.state == Reply.State.SENDING:
            mark_unclear(reply, at=at)


def mark_unclear(reply: Reply, *, at: datetime) -> None:
    reply.state = Reply.State.UNCLEAR
    reply.unclear_at = at
    reply.error_code = OUTCOME_UNKNOWN
    reply.reads_since_unclear = 0
    reply.check_at = at + FIRST_CHECK
    reply.save(update_fields=["state", "unclear_at", "error_code", "reads_since_unclear", "check_at"])
    enqueue_check(reply.pk, countdown=FIRST_CHECK.total_seconds())


def fail_queued(reply: Reply, *, code: str, now: datetime, detail: str = "") -> None:
    """End a reply that never left, or not this time; the caller holds its lock."""
    _fail(reply, code=code, detail=detail, at=now)
    announce(reply)


def fail_unseen(reply: Reply, *, now: datetime) -> None:
    """Not in the history after all the looking: sending again is a person's decision."""
    reply.check_at = None
    reply.save(update_fields=["check_at"])
    _fail(reply, code=NOT_SEEN, detail="", at=now)
    announce(reply)


def deliver_by_echo(reply: Reply, message: Message, *, now: datetime, is_certain: bool = True) -> None:
    """The marketplace shows it: that settles every earlier doubt and withdraws a retry.

    The bytes of a picture of which no name is shown yet are kept: it may turn out to be another.
    """
    reply.state = Reply.State.DELIVERED
    reply.message = message
    reply.delivered_at = now
    reply.not_before = reply.check_at = None
    reply.error_code = reply.error_detail = ""
    reply.save(
        update_fields=["state", "message", "delivered_at", "not_before", "check_at", "error_code", "error_detail"]
    )
    if is_certain:
        drop_upload(reply)
    close_after(reply, now=now)
    announce(reply)
    enqueue_next(reply.chat_id)


def drop_upload(reply: Reply) -> None:
    """The bytes are needed no longer; name and size stay with the reply."""
    if reply.upload_id is not None:
        Upload.objects.filter(pk=reply.upload_id).delete()
        reply.upload_id = None


def take_back_echo(reply: Reply, *, now: datetime) -> None:
    """The message turned out to be another: what is known is again what the call said."""
    reply.message = reply.delivered_at = None
    reply.save(update_fields=["message", "delivered_at"])
    if reply.attempts.filter(outcome=ReplyAttempt.Outcome.ACCEPTED).exists():
        reply.state = Reply.State.ACCEPTED
        reply.save(update_fields=["state"])
    else:
        mark_unclear(reply, at=now)
    announce(reply)


@contextmanager
def _attempt(claim: Claim, *, outcome: str, at: datetime, code: str = "") -> Iterator[Reply | None]:
    """End the attempt; the reply is given only while it still waits for this very attempt."""
    with locked_reply(claim.reply_id) as reply:
        ReplyAttempt.objects.filter(reply=claim.reply_id, number=claim.number).update(
            outcome=outcome, ended_at=at, error_code=code
        )
        waits = reply is not None and reply.attempt_count == claim.number and _is_open(reply)
        if reply is not None:
            announce(reply)
        yield reply if waits else None


def _is_open(reply: Reply) -> bool:
    """In flight, or given up on while the answer was still on its way."""
    in_flight = reply.state in (Reply.State.SENDING, Reply.State.UNCLEAR)
    return in_flight or (reply.state == Reply.State.FAILED and reply.error_code == NOT_SEEN)


def _fail(reply: Reply, *, code: str, detail: str, at: datetime) -> None:
    reply.state = Reply.State.FAILED
    reply.error_code = code
    reply.error_detail = detail[:300]
    reply.failed_at = at
    reply.not_before = None
    reply.save(
        update_fields=["state", "error_code", "error_detail", "failed_at", "not_before", "left_at", "echo_after_id"]
    )


def _forget_leaving(reply: Reply, claim: Claim) -> None:
    """This attempt surely did not arrive; an earlier one that is in doubt may still show up."""
    if claim.leaves_first:
        reply.left_at = reply.echo_after_id = None


def _buyer_wrote_since(reply: Reply, moment: datetime) -> bool:
    return Message.objects.filter(
        chat=reply.chat_id, author=Message.Author.BUYER, received_at__gt=moment, is_historic=False
    ).exists()
