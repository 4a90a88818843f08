"""What a chat's row says about its thread: newest message, preview, order, unread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from chats.echo_matching import CLOCKS_DIFFER_BY
from chats.models import Chat, Message
from chats.services.reading_marks import is_beyond_mark, put_mark_before
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
    "product_title",
    "window_refused_at",
    "read_up_to",
    "read_up_to_id",
    "unread_count",
)


def summarize(chat: Chat, news: Sequence[Message], updated: Sequence[Message] = ()) -> None:
    """Bring the row in line with its stored thread; the caller saves SUMMARY_FIELDS.

    `news`, oldest first, are stored, as is all that was known before; an old page that comes late lowers nothing but
    the read mark: nobody has read what the buyer wrote below it.
    """
    was_empty = chat.last_message_at is None
    _point_to_newest(chat, news, updated)
    for message in news:
        chat.last_external_id = later(message.external_id, chat.last_external_id)
        chat.first_external_id = _earlier(message.external_id, chat.first_external_id)
        _learn_context(chat, message)
    asked = [message for message in news if message.author == Message.Author.BUYER and not message.is_historic]
    if asked:
        if unseen := next((message for message in asked if not is_beyond_mark(message, chat)), None):
            put_mark_before(unseen, chat)
        is_all_unread = was_empty and chat.read_up_to is None and not chat.is_marked_unread
        chat.unread_count = len(asked) if is_all_unread else Message.objects.unread(chat).count()
    chat.is_listed = chat.kind == Chat.Kind.BUYER and chat.last_message_id is not None


def _point_to_newest(chat: Chat, news: Sequence[Message], updated: Sequence[Message]) -> None:
    newest = _newest(chat, news, updated)
    if newest is None:
        return
    chat.last_message_id = newest.pk
    chat.last_message_at = newest.sent_at
    chat.last_author = newest.author
    chat.preview = preview_of(newest)


def _newest(chat: Chat, news: Sequence[Message], updated: Sequence[Message]) -> Message | None:
    """The newest message, if the row is to point to another one or to a changed one. At one instant the ids decide."""
    last = news[-1] if news else None
    if chat.last_message_at is None:
        return last
    if last is not None and last.sent_at == chat.last_message_at:
        return chat.messages.in_order().last()
    if last is not None and last.sent_at > chat.last_message_at:
        return last
    return next((message for message in updated if message.pk == chat.last_message_id), None)


def _learn_context(chat: Chat, message: Message) -> None:
    """Order and product as the newest message that names them says; the buyer from the buyer's own messages."""
    is_newest = message.external_id == chat.last_external_id
    if message.order_number and (is_newest or not chat.order_number):
        chat.order_number = message.order_number
    if message.sku and message.sku != chat.sku and (is_newest or not chat.sku):
        chat.sku, chat.product_title = message.sku, ""
    if message.author != Message.Author.BUYER:
        return
    if message.author_external_id and (is_newest or not chat.buyer_external_id):
        chat.buyer_external_id = message.author_external_id
    if chat.window_refused_at is not None and _comes_after(message, chat.window_refused_at):
        chat.window_refused_at = None


def _comes_after(message: Message, refused_at: datetime) -> bool:
    """Whether it was written after that moment of ours; what was not known then may bear a somewhat earlier time."""
    if message.received_at > refused_at:
        return message.sent_at > refused_at - CLOCKS_DIFFER_BY
    return message.sent_at > refused_at


def _earlier(first: str, second: str) -> str:
    if not second:
        return first
    one, other = place(first), place(second)
    return first if one is not None and other is not None and one < other else second
