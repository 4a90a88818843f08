"""The workspace's read mark of a chat. Reading moves it forward and never touches what we owe the buyer.

A person may put it back, and so does a question that comes to light below it.
"""

from decimal import Decimal
from typing import Final

from chats.models import Chat, Message
from chats.selectors.messages import messages_before, named_message
from chats.services.changes import change_feed, record_chat
from chats.services.reply_lock import lock_chat
from core.errors import Conflict
from core.queue import enqueue

MARK_FIELDS: Final = ("read_up_to", "read_up_to_id", "unread_count", "is_marked_unread")


class NothingToRead(Conflict):
    """The buyer has written nothing that could be unread."""

    code = "nothing_to_read"


def mark_read(*, chat: Chat, up_to_message_id: int | None) -> int:
    """Everything up to this message, or all there is, counts as read; returns what is still unread."""
    with change_feed():
        locked = lock_chat(chat.pk)
        message = named_message(locked, up_to_message_id)
        if message is None or not is_beyond_mark(message, locked):
            return locked.unread_count
        locked.read_up_to = message.sent_at
        locked.read_up_to_id = message.external_id
        _count(locked)
        if locked.unread_count == 0:
            locked.is_marked_unread = False
        _save(locked)
        if locked.chat_account.mark_read_at_marketplace and locked.chat_account.is_live:
            enqueue("chats.mark_read", queue="sync", chat_id=locked.pk)
        return locked.unread_count


def mark_unread(*, chat: Chat) -> int:
    """Put the mark back before the buyer's newest message, for everybody here; the marketplace is told nothing."""
    with change_feed():
        locked = lock_chat(chat.pk)
        if locked.unread_count > 0:
            return locked.unread_count
        newest = locked.messages.filter(author=Message.Author.BUYER).order_by("sent_at", "number", "id").last()
        if newest is None:
            raise NothingToRead
        put_mark_before(newest, locked)
        locked.is_marked_unread = True
        _count(locked)
        _save(locked)
        return locked.unread_count


def put_mark_before(message: Message, chat: Chat) -> None:
    """Count as read only what stands before a stored message; the caller saves the row."""
    before = messages_before(chat, message.pk).in_order().last()
    chat.read_up_to = before.sent_at if before else None
    chat.read_up_to_id = before.external_id if before else ""


def is_beyond_mark(message: Message, chat: Chat) -> bool:
    """Whether the read mark does not reach the message."""
    if chat.read_up_to is None or message.sent_at != chat.read_up_to:
        return chat.read_up_to is None or message.sent_at > chat.read_up_to
    mark = Decimal(chat.read_up_to_id) if chat.read_up_to_id.isdecimal() else Decimal(0)
    return message.number > mark


def _count(chat: Chat) -> None:
    chat.unread_count = Message.objects.unread(chat).count()


def _save(chat: Chat) -> None:
    chat.save(update_fields=MARK_FIELDS)
    record_chat(chat)
