"""Mails that were given up are forgotten once a day."""

from django.db import migrations

NAME, TASK = "Forget failed mails", "core.forget_failed_mails"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=1, period="days").first()
    interval = interval or intervals.objects.create(every=1, period="days")
    tasks.objects.get_or_create(name=NAME, defaults={"task": TASK, "interval": interval, "queue": "bulk"})


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_mail_schedule"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_task, delete_task)]
