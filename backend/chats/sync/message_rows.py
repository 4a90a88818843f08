"""What a message of a marketplace is as a row of ours."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from chats.models import Chat, Message
from chats.picture_times import next_question
from connectors.records import ModerationState, RemoteFile, RemoteMessage

MODERATION = {
    ModerationState.PENDING: Message.Moderation.PENDING,
    ModerationState.PASSED: Message.Moderation.PASSED,
    ModerationState.REFUSED: Message.Moderation.FAILED,
}
MAY_CHANGE = ("text", "attachments", "moderation", "moderation_check_at", "order_number", "sku")


def to_row(chat: Chat, message: RemoteMessage, sent_at: datetime, *, now: datetime) -> Message:
    """A row that is not stored yet; `now` is when the run began, from which the moderation of its pictures is asked."""
    row = Message(
        chat=chat,
        external_id=message.id,
        number=Decimal(message.position),
        author=Message.Author(message.author.value),
        raw_kind=message.raw_kind[:64],
        author_external_id=(message.author_external_id or "")[:64],
        is_automatic=message.author.value == Message.Author.AUTOMATIC,
        is_historic=sent_at < chat.chat_account.connected_at,
        sent_at=sent_at,
        # When we really store it, not when the run began: a reply under way may have been decided in between.
        received_at=timezone.now(),
        moderation_check_at=next_question(seen_at=now, now=now),
    )
    take_over(row, message)
    return row


def take_over(row: Message, message: RemoteMessage) -> bool:
    """Bring the changeable fields of a row up to date; True when one of them changed."""
    before = [getattr(row, name) for name in MAY_CHANGE]
    row.text = message.text
    row.attachments = [_to_attachment(file) for file in message.files]
    row.moderation = MODERATION.get(message.moderation, Message.Moderation.NONE)
    if row.moderation != Message.Moderation.PENDING:
        row.moderation_check_at = None
    row.order_number = (message.order_number or row.order_number)[:64]
    row.sku = (message.sku or row.sku)[:64]
    return before != [getattr(row, name) for name in MAY_CHANGE]


def _to_attachment(file: RemoteFile) -> dict[str, object]:
    return {
        "ref": file.ref,
        "name": file.name or "",
        "content_type": file.content_type,
        "is_image": file.is_image,
        "size": file.size,
    }
