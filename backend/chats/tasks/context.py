"""The doors of what stands beside a chat, and of what it is called."""

from celery import shared_task
from django.utils import timezone

from chats.services.product_titles import accounts_to_title
from chats.sync.chat_context import fetch_context
from chats.sync.connect import importer_for
from chats.sync.product_titles import title_chats
from core.queue import enqueue


@shared_task(name="chats.fetch_context", soft_time_limit=60)
def fetch_chat_context(*, chat_id: int) -> None:
    fetch_context(chat_id=chat_id, connect=importer_for, clock=timezone.now)


@shared_task(name="chats.title_chats")
def title_all_chats() -> None:
    for account_id in accounts_to_title(timezone.now()):
        enqueue("chats.title_chats_of", account_id=account_id)


@shared_task(name="chats.title_chats_of", soft_time_limit=60)
def title_chats_of(*, account_id: int) -> None:
    if title_chats(account_id=account_id, connect=importer_for, clock=timezone.now):
        enqueue("chats.title_chats_of", account_id=account_id)
