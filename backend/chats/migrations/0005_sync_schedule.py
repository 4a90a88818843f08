"""Imports are resumed every minute, keys are looked at again once an hour when due, old runs dropped once a day."""

from django.db import migrations

TASKS = {
    "chats.resume_imports": ("Resume imports", 60, "seconds"),
    "chats.recheck_accounts": ("Check keys and abilities", 1, "hours"),
    "chats.forget_old_runs": ("Drop old sync runs", 1, "days"),
}


def create_tasks(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    for task, (name, every, period) in TASKS.items():
        interval = intervals.objects.filter(every=every, period=period).first()
        interval = interval or intervals.objects.create(every=every, period=period)
        tasks.objects.get_or_create(name=name, defaults={"task": task, "interval": interval, "queue": "default"})


def delete_tasks(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task__in=list(TASKS)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0004_outbox_schedule"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_tasks, delete_tasks)]
