"""Asking the history what became of a reply that is accepted or unclear."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from chats.check_schedule import may_give_up, next_check
from chats.models import ChatAccount, Reply
from chats.services.reply_lock import announce, enqueue_check, locked_reply
from chats.services.reply_outcomes import fail_unseen
from chats.sync.account_states import confirming, lose_access
from chats.sync.echoes import link_echoes
from chats.sync.log_ids import log_as
from chats.sync.reading import Reader, read_history
from chats.sync.troubles import is_unexplained, is_unpaid, prove_readable
from connectors.base import ReadsByChat
from connectors.errors import AuthFailed, ConnectorError, Rejected
from core.crypto import UnreadableSecret

log = logging.getLogger(__name__)

IN_DOUBT: Final = (Reply.State.ACCEPTED, Reply.State.UNCLEAR)
SOON: Final = timedelta(seconds=60)


def check_reply(
    *, reply_id: int, connect: Callable[[ChatAccount], ReadsByChat], clock: Callable[[], datetime] = timezone.now
) -> None:
    """One look for the echo. Whoever comes before the appointed time, or second, does nothing."""
    reply = _take(reply_id, clock())
    if reply is None:
        return
    account = reply.chat.chat_account
    log_as(account)
    if not account.is_live or not account.can_read_history or account.state != ChatAccount.State.ACTIVE:
        return
    started_at = clock()
    try:
        is_complete = _look(account, reply, connect, clock)
    except (ConnectorError, UnreadableSecret) as failure:
        log.info("reply.check_failed", extra={"reply_id": reply_id, "error": type(failure).__name__})
        return
    _conclude(reply_id, started_at=started_at, is_complete=is_complete, now=clock())


def _look(
    account: ChatAccount, reply: Reply, connect: Callable[[ChatAccount], ReadsByChat], clock: Callable[[], datetime]
) -> bool:
    """Read the history; whether all was seen that can be.

    A chat that the marketplace shows no more shows no echo, if it is this one alone.
    """
    reader = Reader(connect(account))
    try:
        with confirming(reader, account):
            return read_history(reader, reply.chat, now=clock()).is_complete
    except AuthFailed as failure:
        lose_access(account, failure, now=clock())
        raise
    except Rejected as refusal:
        if is_unpaid(refusal) or is_unexplained(refusal):
            raise
        prove_readable(reader, reply.chat, now=clock())
        return True


def _take(reply_id: int, now: datetime) -> Reply | None:
    """Set the next look before this one is made, so that a second call, or one after a crash, waits for it."""
    with locked_reply(reply_id) as reply:
        if reply is None or reply.state not in IN_DOUBT or reply.check_at is None or reply.check_at > now:
            return None
        is_unclear = reply.state == Reply.State.UNCLEAR
        since = (reply.unclear_at if is_unclear else reply.accepted_at) or now
        reply.check_at = next_check(since=since, now=now, goes_on=is_unclear)
        reply.save(update_fields=["check_at"])
        if reply.check_at is not None and reply.check_at - now <= SOON:
            enqueue_check(reply.pk, countdown=(reply.check_at - now).total_seconds())
        return reply


def _conclude(reply_id: int, *, started_at: datetime, is_complete: bool, now: datetime) -> None:
    """Link what is stored; what stays unseen after enough complete reads has failed."""
    with locked_reply(reply_id) as reply:
        if reply is None or reply.state not in IN_DOUBT:
            return
        link_echoes(reply.chat, now=now)
        reply.refresh_from_db(fields=["state"])
        if reply.state == Reply.State.ACCEPTED and reply.check_at is None:
            announce(reply)
        if reply.state != Reply.State.UNCLEAR or not is_complete:
            return
        assert reply.unclear_at is not None
        if started_at < reply.unclear_at:
            return
        reply.reads_since_unclear += 1
        reply.save(update_fields=["reads_since_unclear"])
        if may_give_up(unclear_at=reply.unclear_at, complete_reads=reply.reads_since_unclear, now=now):
            fail_unseen(reply, now=now)
