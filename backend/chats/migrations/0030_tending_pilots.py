"""Pilots are looked after once an hour."""

from django.db import migrations

NAME, TASK = "Look after pilots", "chats.tend_pilots"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=1, period="hours").first()
    interval = interval or intervals.objects.create(every=1, period="hours")
    tasks.objects.get_or_create(name=NAME, defaults={"task": TASK, "interval": interval, "queue": "default"})


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0029_support_group"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_task, delete_task)]
