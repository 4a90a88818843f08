"""The periodic task of each account: when its looks are due is django-celery-beat's business."""

from __future__ import annotations

import json

from django.conf import settings
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from chats.models import ChatAccount

LOOK = "chats.look"


def schedule_looks(account: ChatAccount) -> None:
    """Have the account looked at every POLL_SECONDS; a period that was edited in the admin is kept."""
    interval, _ = IntervalSchedule.objects.get_or_create(every=settings.POLL_SECONDS, period=IntervalSchedule.SECONDS)
    task, is_new = PeriodicTask.objects.get_or_create(
        name=name_of(account),
        defaults={
            "task": LOOK,
            "interval": interval,
            "queue": "sync",
            "kwargs": json.dumps({"account_id": account.pk}),
            "expire_seconds": settings.POLL_SECONDS,
            "description": account.title[:200],
        },
    )
    if not is_new and not task.enabled:
        task.enabled = True
        task.save()


def suspend_looks(account: ChatAccount) -> None:
    for task in PeriodicTask.objects.filter(name=name_of(account), enabled=True):
        task.enabled = False
        task.save()


def remove_looks(account: ChatAccount) -> None:
    for task in PeriodicTask.objects.filter(name=name_of(account)):
        task.delete()


def name_of(account: ChatAccount) -> str:
    return f"{LOOK}:{account.pk}"
