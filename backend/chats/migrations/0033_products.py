"""Names of products, and every half minute somebody looks which chats want one."""

import django.db.models.deletion
from django.db import migrations, models

NAME = "Name chats by their products"
TASK = "chats.title_chats"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=30, period="seconds").first()
    interval = interval or intervals.objects.create(every=30, period="seconds")
    tasks.objects.get_or_create(
        name=NAME, defaults={"task": TASK, "interval": interval, "queue": "default", "expire_seconds": 30}
    )


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0032_owner_of_cabinet"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sku", models.CharField(max_length=64)),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="Empty: the marketplace knows no such product.", max_length=500
                    ),
                ),
                ("asked_at", models.DateTimeField(help_text="When the marketplace last told.")),
                (
                    "chat_account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="chats.chataccount",
                    ),
                ),
            ],
            options={
                "db_table": "chat_products",
                "constraints": [
                    models.UniqueConstraint(fields=("chat_account", "sku"), name="chat_product_once"),
                ],
            },
        ),
        migrations.RunPython(create_task, delete_task),
    ]
