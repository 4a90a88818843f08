"""Doors for what surrounds the chats themselves."""

import time
from typing import Any

from celery import shared_task
from django.utils import timezone

from chats.services.change_retention import drop_old_changes
from chats.services.recomputing import recompute_slice, resume_recomputes
from chats.services.turns import turn_chats
from chats.sync.connect import connector_for
from chats.sync.marketplace_marks import tell_read
from chats.tasks.slices import SLICE_SECONDS, ends_in_time
from core.outages import outage_ends
from core.queue import enqueue

MARK_READ_TRIES = 4


@shared_task(name="chats.mark_read", bind=True, max_retries=MARK_READ_TRIES - 1)
def mark_read(self: Any, *, chat_id: int) -> None:
    was_told = tell_read(chat_id=chat_id, connect=connector_for)
    if not was_told and self.request.retries < self.max_retries:
        raise self.retry(countdown=30 * 2**self.request.retries)


@shared_task(name="chats.turn_chats")
@outage_ends("chats.turn_chats")
def turn_chats_in_time() -> None:
    """Snoozes that end, windows that pass, and recomputes whose process died."""
    until = time.monotonic() + SLICE_SECONDS
    last: int | None = 0
    while last is not None and time.monotonic() < until:
        last = turn_chats(now=timezone.now(), after=last)
    resume_recomputes()


@shared_task(name="chats.recompute_slice", acks_late=True)
@outage_ends("chats.recompute_slice")
def recompute_slices(*, recompute_id: int) -> None:
    if not ends_in_time(iter(lambda: recompute_slice(recompute_id=recompute_id, now=timezone.now()), True)):
        enqueue("chats.recompute_slice", recompute_id=recompute_id)


@shared_task(name="chats.drop_old_changes")
def drop_old_changes_daily() -> None:
    """Once a day, and at once again as long as there is more."""
    if not ends_in_time(drop_old_changes(now=timezone.now())):
        enqueue("chats.drop_old_changes")
