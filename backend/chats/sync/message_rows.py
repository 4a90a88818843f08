"""What a message of a marketplace is as a row of ours."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from chats.models import Chat, Message
from chats.picture_times import next_question
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
    shows_something = bool(message.text) or any(file.ref for file in message.files)
    if shows_something or not (row.text or row.attachments):
        row.text = message.text
        row.attachments = [_to_attachment(file) for file in message.files]
    moderation = MODERATION.get(message.moderation, row.moderation)
    if moderation != row.moderation:
        row.moderation = moderation
        is_open = moderation == Message.Moderation.PENDING
        row.moderation_check_at = next_question(seen_at=now, now=now) if is_open else None
    if row.author == Message.Author.OTHER and message.author is not Author.OTHER:
        _take_author(row, message)
    row.order_number = (message.order_number or row.order_number)[:64]
    row.sku = (message.sku or row.sku)[:64]
    return before != [getattr(row, name) for name in MAY_CHANGE]


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
