"""Every 15 seconds somebody looks which windows have passed and which snoozes are over."""

from django.db import migrations

NAME = "Turn chats whose time has come"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=15, period="seconds").first()
    interval = interval or intervals.objects.create(every=15, period="seconds")
    tasks.objects.get_or_create(
        name=NAME, defaults={"task": "chats.turn_chats", "interval": interval, "queue": "default"}
    )


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task="chats.turn_chats").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0016_alert_schedule"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_task, delete_task)]
