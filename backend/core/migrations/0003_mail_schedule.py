"""Mails that wait are looked for every 15 seconds."""

from django.db import migrations

NAME, TASK = "Find waiting mails", "core.sweep_mails"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=15, period="seconds").first()
    interval = interval or intervals.objects.create(every=15, period="seconds")
    tasks.objects.get_or_create(name=NAME, defaults={"task": TASK, "interval": interval, "queue": "default"})


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_waiting_mails"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_task, delete_task)]
