"""Exports and workspaces that are to be deleted are looked after every few minutes, old messages once a day."""

from django.db import migrations

TASKS = {
    "chats.tend_workspaces": ("Look after exports and deletions", 300, "seconds", "default"),
    "chats.erase_old_messages": ("Erase old messages", 1, "days", "bulk"),
}


def create_tasks(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    for task, (name, every, period, queue) in TASKS.items():
        interval = intervals.objects.filter(every=every, period=period).first()
        interval = interval or intervals.objects.create(every=every, period=period)
        tasks.objects.get_or_create(name=name, defaults={"task": task, "interval": interval, "queue": queue})


def delete_tasks(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task__in=TASKS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0025_exports_and_retention"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_tasks, delete_tasks)]
