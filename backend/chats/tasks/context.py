"""The door of what stands beside a chat."""

from celery import shared_task
from django.utils import timezone

from chats.sync.chat_context import fetch_context
from chats.sync.connect import importer_for


@shared_task(name="chats.fetch_context", soft_time_limit=60, time_limit=70)
def fetch_chat_context(*, chat_id: int) -> None:
    fetch_context(chat_id=chat_id, connect=importer_for, clock=timezone.now)
