from importlib import import_module

import pytest
from celery import current_app
from django.apps import apps
from django_celery_beat.models import PeriodicTask

from config.queues import ROUTES

schedule = import_module("chats.migrations.0004_outbox_schedule")


@pytest.mark.django_db
def test_the_outbox_is_swept_every_fifteen_seconds_before_anything_else_can_delay_it() -> None:
    PeriodicTask.objects.all().delete()

    schedule.create_tasks(apps, None)
    schedule.create_tasks(apps, None)

    entry = PeriodicTask.objects.get(task="chats.sweep_replies")
    assert (entry.interval.every, entry.interval.period) == (15, "seconds")
    assert entry.queue == "replies"
    assert PeriodicTask.objects.count() == 3


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("chats.deliver_reply", "replies"),
        ("chats.sweep_replies", "replies"),
        ("chats.check_reply", "sync"),
        ("chats.mark_read", "sync"),
    ],
)
def test_every_task_is_known_and_waits_in_its_queue(task: str, queue: str) -> None:
    current_app.loader.import_default_modules()

    assert task in current_app.tasks
    assert ROUTES[task] == {"queue": queue}
