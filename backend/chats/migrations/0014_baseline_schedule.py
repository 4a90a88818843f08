"""Once a minute the baselines of cabinets whose import is through are frozen."""

from django.db import migrations

NAME = "Keep baselines"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=60, period="seconds").first()
    interval = interval or intervals.objects.create(every=60, period="seconds")
    tasks.objects.get_or_create(
        name=NAME, defaults={"task": "chats.keep_baselines", "interval": interval, "queue": "default"}
    )


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task="chats.keep_baselines").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0013_settling_chats"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_task, delete_task)]
