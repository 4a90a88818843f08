"""Every 15 seconds somebody looks what has become due; old notifications are dropped daily."""

from django.db import migrations

TASKS = {
    "chats.find_alerts": ("Find and tell alerts", 15, "seconds"),
    "chats.forget_old_notifications": ("Drop old notifications", 1, "days"),
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
        ("chats", "0015_notifications"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create_tasks, delete_tasks)]
