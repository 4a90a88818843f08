"""An inbox of a given size: chats in every queue, and ten messages in each."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import connection
from django.utils import timezone

from accounts.models import Workspace
from bench.data.multiplying import multiply
from chats.models import Chat, ChatAccount, Message, SyncState

MESSAGES_EACH: Final = 10
# A tenth of all chats waits for an answer, every seventh of them is late; the others were answered.
_CHAT: Final = {
    "external_id": "'chat-' || n",
    "buyer_external_id": "(100000000 + n)::text",
    "order_number": "lpad(n::text, 8, '0') || '-0001'",
    "sku": "(2000000 + mod(n, 5000))::text",
    "last_message_at": "now() - (n || ' minutes')::interval",
    "last_author": "CASE WHEN mod(n, 10) = 0 THEN 'buyer' ELSE 'seller' END",
    "unread_count": "CASE WHEN mod(n, 10) = 0 THEN 1 ELSE 0 END",
    "waiting_since": "CASE WHEN mod(n, 10) = 0 THEN now() - (mod(n, 600) || ' minutes')::interval END",
    "warn_at": "CASE WHEN mod(n, 10) = 0 THEN now() - (mod(n, 600) - 400 || ' minutes')::interval END",
    "due_at": "CASE WHEN mod(n, 10) = 0 THEN now() - (mod(n, 600) - 480 || ' minutes')::interval END",
    "deadline_at": "CASE WHEN mod(n, 10) = 0 THEN now() - (mod(n, 600) - 480 || ' minutes')::interval END",
}


def fill_inbox(workspace: Workspace, *, chats: int, with_messages: bool = True) -> None:
    now = timezone.now()
    account = ChatAccount.objects.create(
        workspace=workspace, marketplace="ozon", external_id=str(7_000_000 + workspace.pk), title="Лавка на Ozon",
        connected_at=now - timedelta(days=90), state=ChatAccount.State.PAUSED,
    )  # fmt: skip
    SyncState.objects.create(chat_account=account, fresh_at=now, import_state=SyncState.ImportState.DONE)
    first = Chat.objects.create(
        workspace=workspace, chat_account=account, external_id="chat-0", kind=Chat.Kind.BUYER, is_listed=True,
        remote_status=Chat.RemoteStatus.OPEN, history_is_complete=True, preview="Спасибо, очень жду!",
        last_message_at=now, last_author="seller", last_message_id=1, product_title="Чехол для телефона",
    )  # fmt: skip
    multiply(first, times=chats - 1, changed=_CHAT)
    if with_messages:
        _write_messages(first, account)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) chats")
        cursor.execute("VACUUM (ANALYZE) chat_messages")


def _write_messages(chat: Chat, account: ChatAccount) -> None:
    original = Message.objects.create(
        chat=chat, external_id="1", number=1, author=Message.Author.BUYER, sent_at=timezone.now(),
        text="Здравствуйте! Подойдёт ли этот чехол к моему телефону?",
    )  # fmt: skip
    changed = {
        "chat_id": "parent.id",
        "external_id": "(parent.id * 1000 + n)::text",
        "number": "parent.id * 1000 + n",
        "sent_at": "parent.last_message_at - (n || ' minutes')::interval",
    }
    chats = f"SELECT id, last_message_at FROM chats WHERE chat_account_id = {account.pk}"
    multiply(original, times=MESSAGES_EACH, changed=changed, per=chats)


def fill_thread(workspace: Workspace, *, messages: int) -> int:
    """Give the newest chat a long thread of texts short and long from both sides; the id of the chat."""
    chat = Chat.objects.get(workspace=workspace, external_id="chat-0")
    newest_at = chat.last_message_at or timezone.now()
    first = Message.objects.create(chat=chat, external_id="1", number=1, author=Message.Author.BUYER, sent_at=newest_at)
    changed = {
        "external_id": f"({messages} - n + 2)::text",
        "number": f"{messages} - n + 2",
        "author": "CASE WHEN mod(n, 2) = 0 THEN 'buyer' ELSE 'seller' END",
        "sent_at": "original.sent_at - (n * 7 || ' minutes')::interval",
        "text": "'№ ' || n || ', ' || repeat('Здравствуйте! Подойдёт ли чехол к телефону? ', 1 + mod(n, 6)::int)",
    }
    multiply(first, times=messages, changed=changed)
    first.delete()
    return chat.pk
