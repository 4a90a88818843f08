"""Ratings of cabinets, a row per day; once an hour somebody looks whose are due."""

import django.db.models.deletion
from django.db import migrations, models

NAME = "Read ratings"


def create_task(apps, schema_editor):
    intervals = apps.get_model("django_celery_beat", "IntervalSchedule")
    tasks = apps.get_model("django_celery_beat", "PeriodicTask")
    interval = intervals.objects.filter(every=1, period="hours").first()
    interval = interval or intervals.objects.create(every=1, period="hours")
    tasks.objects.get_or_create(
        name=NAME, defaults={"task": "chats.rate_accounts", "interval": interval, "queue": "default"}
    )


def delete_task(apps, schema_editor):
    apps.get_model("django_celery_beat", "PeriodicTask").objects.filter(task="chats.rate_accounts").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0017_turning_chats"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [
        migrations.CreateModel(
            name="RatingFetch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("next_at", models.DateTimeField(db_index=True)),
                (
                    "fetched_at",
                    models.DateTimeField(
                        blank=True, help_text="Last time the marketplace gave its ratings.", null=True
                    ),
                ),
                (
                    "error_code",
                    models.CharField(blank=True, help_text="Why the last attempt gave none.", max_length=64),
                ),
                (
                    "chat_account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rating_fetch", to="chats.chataccount"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "rating fetches",
                "db_table": "chat_account_rating_fetches",
            },
        ),
        migrations.CreateModel(
            name="AccountRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=64)),
                (
                    "date",
                    models.DateField(
                        help_text="Day, in UTC, on which the marketplace gave this value for the 30 days before."
                    ),
                ),
                ("value", models.FloatField(help_text="Seconds, or a share from 0 to 1.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ok", "Ok"),
                            ("warning", "Warning"),
                            ("critical", "Critical"),
                            ("unknown", "Unknown"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                ("danger_threshold", models.FloatField(blank=True, null=True)),
                ("warning_threshold", models.FloatField(blank=True, null=True)),
                ("premium_threshold", models.FloatField(blank=True, null=True)),
                (
                    "chat_account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="chats.chataccount",
                    ),
                ),
            ],
            options={
                "db_table": "chat_account_ratings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chat_account", "code", "date"), name="chat_account_rating_once_a_day"
                    )
                ],
            },
        ),
        migrations.RunPython(create_task, delete_task),
    ]
