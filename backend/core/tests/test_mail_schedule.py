"""When what is to be done about mails comes round."""

from importlib import import_module

import pytest
from celery import current_app
from django.apps import apps
from django_celery_beat.models import PeriodicTask

schedule = import_module("core.migrations.0004_forget_failed_mails")


@pytest.mark.django_db
def test_failed_mails_are_forgotten_once_a_day_apart_from_urgent_work() -> None:
    PeriodicTask.objects.filter(task=schedule.TASK).delete()

    schedule.create_task(apps, None)
    schedule.create_task(apps, None)

    task = PeriodicTask.objects.select_related("interval").get(task=schedule.TASK)
    assert task.interval is not None
    assert (task.interval.every, task.interval.period, task.queue) == (1, "days", "bulk")
    assert task.task in current_app.tasks
