from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sla", "0007_weekly_reports")]

    operations = [
        AddIndexConcurrently(
            model_name="obligation",
            index=models.Index(
                fields=["workspace", "counted_at", "id"],
                include=(
                    "chat",
                    "chat_account",
                    "kind",
                    "state",
                    "opened_at",
                    "due_at",
                    "answered_at",
                    "reply_seconds",
                    "working_seconds",
                    "answered_by_kind",
                    "answered_by_member",
                ),
                name="sla_obligations_reported",
            ),
        ),
        RemoveIndexConcurrently(model_name="obligation", name="sla_obligations_counted"),
    ]
