"""The plans we begin with, and the task that looks after subscriptions every five minutes."""

from django.db import migrations

PLANS = (
    {
        "code": "trial",
        "name": "Пробный период",
        "name_en": "Trial",
        "price": 0,
        "chat_account_limit": None,
        "member_limit": None,
        "is_public": False,
        "position": 0,
    },
    {
        "code": "shop",
        "name": "Магазин",
        "name_en": "Shop",
        "price": 590_000,
        "chat_account_limit": 2,
        "member_limit": 5,
        "is_public": True,
        "position": 1,
    },
    {
        "code": "team",
        "name": "Команда",
        "name_en": "Team",
        "price": 1_190_000,
        "chat_account_limit": 10,
        "member_limit": 25,
        "is_public": True,
        "position": 2,
    },
)
TASK = "billing.tend_subscriptions"


def create(apps, schema_editor):
    plans = apps.get_model("billing", "Plan")
    for plan in PLANS:
        plans.objects.get_or_create(code=plan["code"], defaults=plan)
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    interval = intervals.objects.filter(every=300, period="seconds").first()
    interval = interval or intervals.objects.create(every=300, period="seconds")
    apps.get_model("django_celery_beat", "PeriodicTask").objects.get_or_create(
        name="Look after subscriptions", defaults={"task": TASK, "interval": interval, "queue": "default"}
    )


def delete(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0003_plans_and_subscriptions"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(create, delete)]
