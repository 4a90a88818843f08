"""Doors for what surrounds the chats themselves."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from chats.services.change_retention import drop_old_changes
from chats.sync.connect import connector_for
from chats.sync.marketplace_marks import tell_read

MARK_READ_TRIES = 4


@shared_task(name="chats.mark_read", bind=True, max_retries=MARK_READ_TRIES - 1)
def mark_read(self: Any, *, chat_id: int) -> None:
    was_told = tell_read(chat_id=chat_id, connect=connector_for)
    if not was_told and self.request.retries < self.max_retries:
        raise self.retry(countdown=30 * 2**self.request.retries)


@shared_task(name="chats.drop_old_changes")
def drop_old_changes_daily() -> None:
    drop_old_changes(now=timezone.now())
