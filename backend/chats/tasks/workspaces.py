"""Doors for what a workspace takes along, keeps for a time, and leaves behind."""

from celery import shared_task
from django.utils import timezone

from accounts.services.registrations import forget_registrations
from chats.services.erasure import erase_slice
from chats.services.exports import drop_expired_exports, resume_exports, write_piece
from chats.services.retention import erase_old_chats
from chats.tasks.slices import cut_at, ends_in_time
from core.outages import outage_ends
from core.queue import enqueue


@shared_task(name="chats.export_slice", acks_late=True)
@outage_ends("chats.export_slice")
def export_slice(*, export_id: int) -> None:
    if not ends_in_time(iter(lambda: write_piece(export_id=export_id, now=timezone.now()), False)):
        enqueue("chats.export_slice", export_id=export_id)


@shared_task(name="chats.tend_workspaces")
@outage_ends("chats.tend_workspaces")
def tend_workspaces() -> None:
    """Every few minutes: exports whose process died or whose time is over, workspaces whose grace is, and whoever
    registered and never came back."""
    now = timezone.now()
    forget_registrations(now=now)
    resume_exports(now=now)
    drop_expired_exports(now=now)
    ends_in_time(iter(lambda: erase_slice(now=now), False))


@shared_task(name="chats.erase_old_messages", acks_late=True)
@outage_ends("chats.erase_old_messages")
def erase_old_messages(*, after: int = 0) -> None:
    """Once a day, and at once again, from where it was, as long as there is more."""
    done = cut_at(erase_old_chats(now=timezone.now(), after=after))
    if done is not None:
        enqueue("chats.erase_old_messages", after=done)
