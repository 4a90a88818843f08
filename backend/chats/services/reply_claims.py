"""Taking one reply for one call to the marketplace; whoever loses the race gets None and does nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max, Q

from chats.models import Chat, Message, Reply, ReplyAttempt
from chats.selectors.messages import messages_after
from chats.selectors.sending import send_block_of
from chats.services.reply_lock import announce, locked_reply
from chats.services.reply_outcomes import fail_queued
from connectors.records import OutgoingFile, OutgoingPart

HANDED_OVER_WITHIN: Final = timedelta(minutes=15)
SCREEN_IS_TRUSTED: Final = timedelta(seconds=60)
UNFINISHED: Final = (Reply.State.QUEUED, Reply.State.SENDING, Reply.State.FAILED, Reply.State.UNCLEAR)


@dataclass(frozen=True)
class Claim:
    """The right to make one attempt, and all that it needs."""

    reply_id: int
    number: int
    started_at: datetime
    remote_chat_id: str
    part: OutgoingPart = field(repr=False)
    is_rehearsal: bool
    leaves_first: bool


def claim_reply(*, reply_id: int, now: datetime) -> Claim | None:
    """Move a queued reply to `sending` when it is its turn; refuse it for good when it must not go any more."""
    with locked_reply(reply_id) as reply:
        if reply is None or not is_due(reply, now) or is_held(reply):
            return None
        if code := _refusal(reply, now):
            fail_queued(reply, code=code, now=now)
            return None
        return _take(reply, now)


def is_due(reply: Reply, now: datetime) -> bool:
    waits_until = max((at for at in (reply.not_before, reply.send_after) if at is not None), default=now)
    return reply.state == Reply.State.QUEUED and waits_until <= now


def is_late(reply: Reply, now: datetime) -> bool:
    """What was on the writer's screen may be out of date."""
    return now - reply.queued_at > SCREEN_IS_TRUSTED


def is_held(reply: Reply) -> bool:
    """One reply of a chat at a time and in order; one that failed or is unclear waits for a person first."""
    others = Reply.objects.filter(chat=reply.chat_id).exclude(pk=reply.pk)
    return others.filter(Q(state=Reply.State.SENDING) | Q(pk__lt=reply.pk, state__in=UNFINISHED)).exists()


def _refusal(reply: Reply, now: datetime) -> str | None:
    if now - reply.queued_at > HANDED_OVER_WITHIN:
        return "not_sent_in_time"
    if block := send_block_of(reply.chat):
        return block
    if reply.file_name and reply.upload_id is None:
        return "file_gone"
    if is_late(reply, now) and _has_changed(reply):
        return "chat_changed_before_send"
    return None


def _has_changed(reply: Reply) -> bool:
    """A message of the buyer, or of the shop from elsewhere, that the writer had not seen."""
    foreign = Message.objects.filter(chat=reply.chat_id)
    if reply.known_message_id is not None and foreign.filter(pk=reply.known_message_id).exists():
        foreign = messages_after(reply.chat, reply.known_message_id)
    people = (Message.Author.BUYER, Message.Author.SELLER)
    return foreign.filter(author__in=people, reply__isnull=True, duplicate_of__isnull=True).exists()


def _take(reply: Reply, now: datetime) -> Claim | None:
    chat = reply.chat
    rehearsal = chat.chat_account.sandbox
    number = reply.attempt_count + 1
    leaves: dict[str, object] = {}
    if reply.left_at is None and not rehearsal:
        leaves = {"left_at": now, "echo_after_id": _newest_stored(chat)}
    taken = Reply.objects.filter(pk=reply.pk, state=Reply.State.QUEUED).update(
        state=Reply.State.SENDING, sending_at=now, not_before=None, attempt_count=number, **leaves
    )
    if not taken:
        return None
    ReplyAttempt.objects.create(reply=reply, number=number, started_at=now)
    announce(reply)
    return Claim(
        reply_id=reply.pk,
        number=number,
        started_at=now,
        remote_chat_id=chat.external_id,
        part=_part(reply),
        is_rehearsal=rehearsal,
        leaves_first=bool(leaves),
    )


def _newest_stored(chat: Chat) -> int:
    """Everything stored up to here is older than what leaves now, for storing locks the chat too."""
    newest: int | None = Message.objects.filter(chat=chat).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def _part(reply: Reply) -> OutgoingPart:
    if reply.upload is None:
        return OutgoingPart(text=reply.text)
    return OutgoingPart(files=(OutgoingFile(name=reply.upload.name, content=bytes(reply.upload.content)),))
