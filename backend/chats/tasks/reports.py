"""Doors of the reports."""

from celery import shared_task
from django.utils import timezone

from chats.services.baselines import freeze_due_baselines, measure_outdated_baselines


@shared_task(name="chats.keep_baselines")
def keep_baselines() -> None:
    now = timezone.now()
    freeze_due_baselines(now=now)
    measure_outdated_baselines(now=now)
