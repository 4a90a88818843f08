"""What a chat's row says about its thread: newest message, preview, order, unread."""

from __future__ import annotations

from collections.abc import Sequence

from chats.models import Chat, Message
from chats.sync.marks import later, place
from chats.sync.preview import preview_of

SUMMARY_FIELDS = (
    "first_external_id",
    "last_external_id",
    "last_message_id",
    "last_message_at",
    "last_author",
    "preview",
    "is_listed",
    "buyer_external_id",
    "order_number",
    "sku",
    "window_refused_at",
    "unread_count",
    "updated_at",
)


def summarize(chat: Chat, created: Sequence[Message]) -> None:
    """Bring the row in line with its stored thread, oldest of `created` first, and save it.

    The newest message is asked from the database, so an old page that comes late lowers nothing.
    """
    _point_to_newest(chat)
    for message in created:
        chat.last_external_id = later(message.external_id, chat.last_external_id)
        chat.first_external_id = _earlier(message.external_id, chat.first_external_id)
        _learn_context(chat, message)
    if any(message.author == Message.Author.BUYER for message in created):
        chat.unread_count = Message.objects.unread(chat).count()
    chat.is_listed = chat.kind == Chat.Kind.BUYER and chat.last_message_id is not None
    chat.save(update_fields=SUMMARY_FIELDS)


def _point_to_newest(chat: Chat) -> None:
    newest = chat.messages.in_order().last()
    if newest is None:
        return
    chat.last_message_id = newest.pk
    chat.last_message_at = newest.sent_at
    chat.last_author = newest.author
    chat.preview = preview_of(newest)


def _learn_context(chat: Chat, message: Message) -> None:
    """Order and product as the newest message that names them says; the buyer from the buyer's own messages."""
    is_newest = message.external_id == chat.last_external_id
    if message.order_number and (is_newest or not chat.order_number):
        chat.order_number = message.order_number
    if message.sku and (is_newest or not chat.sku):
        chat.sku = message.sku
    if message.author != Message.Author.BUYER:
        return
    if message.author_external_id and (is_newest or not chat.buyer_external_id):
        chat.buyer_external_id = message.author_external_id
    if chat.window_refused_at is not None and message.sent_at > chat.window_refused_at:
        chat.window_refused_at = None


def _earlier(first: str, second: str) -> str:
    if not second:
        return first
    one, other = place(first), place(second)
    return first if one is not None and other is not None and one < other else second
