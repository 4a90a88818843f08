"""The workspace's read mark of a chat. Reading moves it forward and never touches what we owe the buyer."""

from decimal import Decimal

from chats.models import Chat, Message
from chats.selectors.messages import named_message
from chats.services.changes import change_feed, record_chat
from chats.services.reply_lock import lock_chat
from core.queue import enqueue


def mark_read(*, chat: Chat, up_to_message_id: int | None) -> int:
    """Everything up to this message, or all there is, counts as read; returns what is still unread."""
    with change_feed():
        locked = lock_chat(chat.pk)
        message = named_message(locked, up_to_message_id)
        if message is None or not _is_ahead(message, locked):
            return locked.unread_count
        locked.read_up_to = message.sent_at
        locked.read_up_to_id = message.external_id
        locked.unread_count = Message.objects.unread(locked).count()
        locked.save(update_fields=["read_up_to", "read_up_to_id", "unread_count"])
        record_chat(locked)
        if locked.chat_account.mark_read_at_marketplace and locked.chat_account.is_live:
            enqueue("chats.mark_read", queue="sync", chat_id=locked.pk)
        return locked.unread_count


def _is_ahead(message: Message, chat: Chat) -> bool:
    if chat.read_up_to is None or message.sent_at != chat.read_up_to:
        return chat.read_up_to is None or message.sent_at > chat.read_up_to
    mark = Decimal(chat.read_up_to_id) if chat.read_up_to_id.isdecimal() else Decimal(0)
    return message.number > mark
