"""Every ten minutes somebody looks in which zones it has become Monday morning."""

from django.db import migrations

NAME = "Send weekly reports"
TASK = "chats.plan_weekly_reports"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=600, period="seconds").first()
    interval = interval or intervals.objects.create(every=600, period="seconds")
    tasks.objects.get_or_create(name=NAME, defaults={"task": TASK, "interval": interval, "queue": "default"})


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0018_marketplace_ratings"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_task, delete_task)]
