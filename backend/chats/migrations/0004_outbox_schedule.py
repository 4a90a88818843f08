"""The outbox is swept every 15 seconds; once a day what is kept for a time only is dropped."""

from django.db import migrations

SWEEP_SECONDS = 15
DAILY = {
    "chats.drop_old_changes": "Drop old changes",
    "chats.drop_unused_uploads": "Drop files nobody sent",
}


def create_tasks(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule").objects
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects
    often = intervals.filter(every=SWEEP_SECONDS, period="seconds").first()
    often = often or intervals.create(every=SWEEP_SECONDS, period="seconds")
    tasks.get_or_create(
        name="Sweep the outbox",
        defaults={
            "task": "chats.sweep_replies",
            "interval": often,
            "queue": "replies",
            "expire_seconds": SWEEP_SECONDS,
        },
    )
    daily = intervals.filter(every=1, period="days").first() or intervals.create(every=1, period="days")
    for task, name in DAILY.items():
        tasks.get_or_create(name=name, defaults={"task": task, "interval": daily, "queue": "default"})


def delete_tasks(apps, schema_editor):
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects
    tasks.filter(task__in=["chats.sweep_replies", *DAILY]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0003_account_limits"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_tasks, delete_tasks)]
