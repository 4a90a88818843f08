"""Handing one reply to the marketplace: look, claim, call once, write down what became of it.

The process may die between any two lines. Before the claim the reply is still queued and the sweeper brings it
back. After the claim it is `sending`, and nothing but the history can then say whether it arrived.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from chats.failure_codes import code_of
from chats.models import ChatAccount, Reply, ReplyAttempt
from chats.reply_codes import CLOSES_WINDOW, NO_SUBSCRIPTION, refusal_code, wait_code
from chats.selectors.sending import send_block_of
from chats.services import reply_outcomes as outcomes
from chats.services.account_abilities import forbid_sending
from chats.services.reply_claims import Claim, claim_reply, is_due, is_held, is_late
from chats.services.reply_lock import locked_reply
from chats.sync.account_states import confirming, lose_access
from chats.sync.log_ids import log_as
from chats.sync.reading import Reader, read_history
from chats.sync.troubles import is_unexplained, is_unpaid, prove_readable
from connectors.base import ReadsByChat
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure
from connectors.records import ChatAddress
from core import soft_limit
from core.crypto import UnreadableSecret

log = logging.getLogger(__name__)

Connect = Callable[[ChatAccount], ReadsByChat]
Clock = Callable[[], datetime]

BACKOFF: Final = timedelta(seconds=2)
LONGEST_BACKOFF: Final = timedelta(seconds=30)


def deliver(*, reply_id: int, connect: Connect, clock: Clock = timezone.now) -> None:
    """Send a queued reply when it is its turn; a second call for the same reply finds nothing to do."""
    reply = Reply.objects.select_related("chat__chat_account").filter(pk=reply_id).first()
    if reply is None or not is_due(reply, clock()) or is_held(reply):
        return
    account = reply.chat.chat_account
    log_as(account)
    connector = None
    if send_block_of(reply.chat) is None and not account.sandbox:
        connector = _open(reply, connect, clock)
        if connector is None or (_must_look_first(reply, clock()) and not _look(reply, connector, clock)):
            return
    claim = claim_reply(reply_id=reply_id, now=clock())
    if claim is None:
        return
    soft_limit.lift()
    if claim.is_rehearsal:
        outcomes.accept(claim, at=clock())
    elif connector is None:
        outcomes.postpone(claim, until=clock() + BACKOFF, code=wait_code("account_changed"), at=clock())
    else:
        _send(claim, account, connector, clock)


def _open(reply: Reply, connect: Connect, clock: Clock) -> ReadsByChat | None:
    """The connector, made before the claim: what goes wrong here has not left."""
    account = reply.chat.chat_account
    try:
        return connect(account)
    except UnreadableSecret:
        failure = AuthFailed("credentials_unreadable")
        _end_unsent(reply, failure, code_of(failure.code), clock())
        lose_access(account, failure, now=clock())
        return None


def _send(claim: Claim, account: ChatAccount, connector: ReadsByChat, clock: Clock) -> None:
    try:
        receipt = connector.send(to=ChatAddress(claim.remote_chat_id), part=claim.part)
    except RateLimited as limit:
        code, was_tried = wait_code(limit.code), was_called(limit)
        outcomes.postpone(claim, until=limit.until, code=code, at=clock(), was_tried=was_tried)
    except TemporaryFailure as failure:
        outcomes.postpone(claim, until=clock() + backoff(claim.number), code=wait_code(failure.code), at=clock())
    except AuthFailed as failure:
        code = code_of(failure.code)
        outcomes.refuse(claim, code=code, detail=failure.detail, at=clock(), has_left=was_called(failure))
        lose_access(account, failure, now=clock())
    except Rejected as refusal:
        _refuse(claim, account, refusal, clock)
    except Exception as error:  # whatever it was, the message may have left
        log.warning("reply.outcome_unknown", extra={"reply_id": claim.reply_id, "error": type(error).__name__})
        outcomes.doubt(claim, at=clock())
    else:
        outcomes.accept(claim, at=receipt.accepted_at)


def _refuse(claim: Claim, account: ChatAccount, refusal: Rejected, clock: Clock) -> None:
    log.info("reply.rejected", extra={"reply_id": claim.reply_id, "code": refusal.code, "detail": refusal.detail})
    outcomes.refuse(
        claim,
        code=refusal_code(refusal.code),
        detail=refusal.detail,
        at=clock(),
        has_left=was_called(refusal),
        closes_window=refusal.code == CLOSES_WINDOW,
    )
    if refusal.code == NO_SUBSCRIPTION:
        forbid_sending(account)


def _must_look_first(reply: Reply, now: datetime) -> bool:
    """A reply that waited, or that may have arrived before, is not sent blindly."""
    if is_late(reply, now) or reply.left_at is not None:
        return True
    last = reply.attempts.order_by("-number").values_list("outcome", flat=True).first()
    return last is not None and last != ReplyAttempt.Outcome.POSTPONED


def _look(reply: Reply, connector: ReadsByChat, clock: Clock) -> bool:
    """Read the newest part of the history; storing it links echoes. False when the send must not go on."""
    account, reader = reply.chat.chat_account, Reader(connector)
    try:
        with confirming(reader, account):
            _read(reader, reply, clock)
    except AuthFailed as failure:
        _end_unsent(reply, failure, code_of(failure.code), clock())
        lose_access(account, failure, now=clock())
        return False
    except (Rejected, RateLimited, TemporaryFailure) as failure:
        if isinstance(failure, Rejected) and not is_unexplained(failure):
            _end_unsent(reply, failure, refusal_code(failure.code), clock())
            return False
        until = failure.until if isinstance(failure, RateLimited) else clock() + LONGEST_BACKOFF
        waits = Reply.objects.filter(pk=reply.pk, state=Reply.State.QUEUED)
        waits.update(not_before=until, error_code=wait_code(failure.code))
        return False
    return True


def _read(reader: Reader, reply: Reply, clock: Clock) -> None:
    """Raises the refusal of this chat only if it is not all of them that are refused."""
    try:
        read_history(reader, reply.chat, now=clock())
    except Rejected as refusal:
        if not is_unexplained(refusal) and not is_unpaid(refusal):
            prove_readable(reader, reply.chat, now=clock())
        raise


def _end_unsent(reply: Reply, failure: ConnectorError, code: str, now: datetime) -> None:
    with locked_reply(reply.pk) as locked:
        if locked is not None and locked.state == Reply.State.QUEUED:
            outcomes.fail_queued(locked, code=code, detail=failure.detail, now=now)


def was_called(failure: ConnectorError) -> bool:
    """Whether the marketplace itself gave this answer."""
    return failure.status is not None


def backoff(attempt: int) -> timedelta:
    """Short at first: most connections that could not be made can be made a moment later."""
    doublings = min(attempt - 1, 5)
    return min(BACKOFF * int(2**doublings), LONGEST_BACKOFF)
