"""Recognising our own replies among the messages of a thread, from what is stored alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Prefetch, Q

from chats.echo_matching import CLOCKS_DIFFER_BY, Match, SellerMessage, SentReply, bears_name, match_echoes
from chats.models import Change, Chat, Message, Reply, ReplyAttempt, ReplyEcho
from chats.services.changes import record
from chats.services.clock import refresh_clock
from chats.services.reply_claims import HANDED_OVER_WITHIN
from chats.services.reply_outcomes import deliver_by_echo, drop_upload, take_back_echo
from connectors.http import WHOLE_SECONDS

# A refused one too: a marketplace was seen to refuse what it then showed.
MAY_HAVE_ARRIVED = (
    ReplyAttempt.Outcome.STARTED,
    ReplyAttempt.Outcome.ACCEPTED,
    ReplyAttempt.Outcome.UNCLEAR,
    ReplyAttempt.Outcome.FAILED,
)
# Nothing but the time says whose a picture without a name is: an attempt that was refused does not count there.
MAY_BE_UNNAMED = tuple(outcome for outcome in MAY_HAVE_ARRIVED if outcome != ReplyAttempt.Outcome.FAILED)
CALL_ENDS_WITHIN: Final = timedelta(seconds=WHOLE_SECONDS)


def chats_with_replies(chats: Sequence[Chat]) -> set[int]:
    """Those in which anything of ours may be waiting for its echo."""
    if not chats:
        return set()
    left = Reply.objects.filter(chat_id__in=[chat.pk for chat in chats], left_at__isnull=False)
    return set(left.values_list("chat_id", flat=True))


def link_echoes(chat: Chat, *, now: datetime) -> int:
    """Link what the marketplace shows to what we sent; called with the chat's row locked, inside `change_feed`."""
    was_taken_back = _confirm_by_name(chat, now=now)
    replies = _expected(chat)
    if not replies:
        return 0
    sent = {reply.pk: reply for reply in replies}
    shown = {message.pk: message for message in _unlinked(chat, replies)}
    matches = match_echoes([_as_sent(reply) for reply in replies], [_as_message(message) for message in shown.values()])
    for match in matches:
        _link(chat, sent[match.reply_id], shown[match.message_id], match, now)
    if matches or was_taken_back:
        refresh_clock(chat, now=now)
    return len(matches)


def _confirm_by_name(chat: Chat, *, now: datetime) -> bool:
    """Look at links made while no name was shown, which are those whose reply has its file still; True when one was
    wrong and is taken back.
    """
    unsure = Reply.objects.filter(chat=chat, state=Reply.State.DELIVERED, upload__isnull=False, message__isnull=False)
    wrong = False
    for reply in unsure.select_related("message"):
        assert reply.message is not None
        message = _as_message(reply.message)
        reply.chat = chat
        if bears_name(message, reply.file_name):
            drop_upload(reply)
        elif not message.is_unnamed_picture:
            take_back_echo(reply, now=now)
            wrong = True
    return wrong


def _expected(chat: Chat) -> list[Reply]:
    """Replies still without an echo, and those sent more than once, in the order they left."""
    left = Reply.objects.filter(chat=chat, left_at__isnull=False).filter(Q(message=None) | Q(attempt_count__gt=1))
    counted = left.annotate(
        arrivals=Count("attempts", filter=Q(attempts__outcome__in=MAY_HAVE_ARRIVED), distinct=True),
        doubles=Count("duplicates", distinct=True),
    )
    unrefused = ReplyAttempt.objects.filter(outcome__in=MAY_BE_UNNAMED).order_by("number")
    calls = Prefetch("attempts", queryset=unrefused, to_attr="unrefused")
    return list(counted.prefetch_related(calls).order_by("left_at", "pk"))


def _unlinked(chat: Chat, replies: list[Reply]) -> list[Message]:
    earliest = min(reply.left_at for reply in replies if reply.left_at)
    first = min(reply.echo_after_id or 0 for reply in replies)
    unlinked = Message.objects.filter(
        chat=chat,
        pk__gt=first,
        author=Message.Author.SELLER,
        sent_at__gte=earliest - CLOCKS_DIFFER_BY,
        reply__isnull=True,
        duplicate_of__isnull=True,
    )
    return list(unlinked.in_order())


def _as_sent(reply: Reply) -> SentReply:
    assert reply.left_at is not None
    seen = (reply.message_id is not None) + reply.doubles  # type: ignore[attr-defined]
    return SentReply(
        id=reply.pk,
        left_at=reply.left_at,
        echo_after_id=reply.echo_after_id or 0,
        text=reply.text,
        file_name=reply.file_name,
        unnamed_calls=_calls_of_picture(reply),
        is_linked=reply.message_id is not None,
        spare_echoes=max(reply.arrivals - max(seen, 1), 0),  # type: ignore[attr-defined]
    )


def _calls_of_picture(reply: Reply) -> tuple[tuple[datetime, datetime], ...]:
    if not reply.file_content_type.startswith("image/"):
        return ()
    attempts: list[ReplyAttempt] = reply.unrefused  # type: ignore[attr-defined]
    if _was_restored(reply):
        assert reply.left_at is not None
        return ((reply.left_at, reply.left_at + HANDED_OVER_WITHIN + CALL_ENDS_WITHIN),)
    return tuple((attempt.started_at, attempt.started_at + CALL_ENDS_WITHIN) for attempt in attempts)


def _was_restored(reply: Reply) -> bool:
    """Doubted after a restore while it waited: its call, if there was one, is younger than the backup, and a reply is
    handed over soon or not at all.
    """
    return reply.unclear_at is not None and not reply.arrivals  # type: ignore[attr-defined]


def _as_message(message: Message) -> SellerMessage:
    files = tuple((str(file.get("name") or ""), str(file.get("ref") or "")) for file in message.attachments)
    is_unshown = bool(files) and not message.text and not any(ref for _, ref in files)
    return SellerMessage(
        id=message.pk,
        sent_at=message.sent_at,
        text=message.text,
        files=files,
        is_unnamed_picture=is_unshown and all(file.get("is_image") for file in message.attachments),
    )


def _link(chat: Chat, reply: Reply, message: Message, match: Match, now: datetime) -> None:
    reply.chat = chat
    ids = {"chat_account_id": chat.chat_account_id, "chat_id": chat.pk, "message_id": message.pk}
    record(chat.workspace_id, Change.Kind.MESSAGE_UPDATED, **ids)
    if match.is_duplicate:
        ReplyEcho.objects.create(reply=reply, message=message)
        return
    is_certain = not _as_message(message).is_unnamed_picture
    deliver_by_echo(reply, message, now=now, is_certain=is_certain)
