"""What a message of a marketplace is as a row of ours."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from chats.models import Chat, Message
from chats.picture_times import ASKED_AFTER, next_question
from connectors.records import Author, ModerationState, RemoteFile, RemoteMessage

MODERATION = {
    ModerationState.PENDING: Message.Moderation.PENDING,
    ModerationState.PASSED: Message.Moderation.PASSED,
    ModerationState.REFUSED: Message.Moderation.FAILED,
}
AUTHORSHIP = ("author", "raw_kind", "author_external_id", "is_automatic")
MAY_CHANGE = ("text", "attachments", "moderation", "moderation_check_at", "order_number", "sku", *AUTHORSHIP)


def to_row(chat: Chat, message: RemoteMessage, sent_at: datetime, *, now: datetime) -> Message:
    """A row that is not stored yet; `now` is when the run began, from which the moderation of its picture is asked."""
    row = Message(
        chat=chat,
        external_id=message.id,
        number=Decimal(message.position),
        is_historic=sent_at < chat.chat_account.connected_at,
        sent_at=sent_at,
        # When we really store it, not when the run began: a reply under way may have been decided in between.
        received_at=timezone.now(),
    )
    _take_author(row, message)
    take_over(row, message, now=now)
    return row


def take_over(row: Message, message: RemoteMessage, *, now: datetime) -> bool:
    """Bring the changeable fields of a row up to date; True when one of them changed.

    An answer that leaves something out takes nothing away: neither the words, nor the picture, nor what was decided
    about it, nor who wrote. An author who is not known yet is learned.
    """
    before = [getattr(row, name) for name in MAY_CHANGE]
    was_open = _is_open(row)
    shows_something = bool(message.text) or any(file.ref for file in message.files)
    if shows_something or not (row.text or row.attachments):
        row.text = message.text
        row.attachments = [_to_attachment(file) for file in message.files]
    row.moderation = MODERATION.get(message.moderation, row.moderation)
    if not _is_open(row):
        row.moderation_check_at = None
    elif not was_open and _is_worth_asking(row, now):
        row.moderation_check_at = next_question(seen_at=now, now=now)
    if row.author == Message.Author.OTHER and message.author is not Author.OTHER:
        _take_author(row, message)
    row.order_number = (message.order_number or row.order_number)[:64]
    row.sku = (message.sku or row.sku)[:64]
    return before != [getattr(row, name) for name in MAY_CHANGE]


def _is_open(row: Message) -> bool:
    """Whether it holds a picture that is undecided, or not shown though nobody refused it."""
    if row.moderation == Message.Moderation.PENDING:
        return True
    return row.moderation != Message.Moderation.FAILED and any(
        file.get("is_image") and not file.get("ref") for file in row.attachments
    )


def _is_worth_asking(row: Message, now: datetime) -> bool:
    """An old picture that is decided and still not shown hardly ever will be."""
    return row.moderation == Message.Moderation.PENDING or row.sent_at > now - ASKED_AFTER[-1]


def _take_author(row: Message, message: RemoteMessage) -> None:
    row.author = Message.Author(message.author.value)
    row.raw_kind = message.raw_kind[:64]
    row.author_external_id = (message.author_external_id or row.author_external_id)[:64]
    row.is_automatic = message.author is Author.AUTOMATIC


def _to_attachment(file: RemoteFile) -> dict[str, object]:
    return {
        "ref": file.ref,
        "name": file.name or "",
        "content_type": file.content_type,
        "is_image": file.is_image,
        "size": file.size,
    }
