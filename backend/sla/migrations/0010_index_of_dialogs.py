from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sla", "0009_sound_when_turned_on")]

    operations = [
        AddIndexConcurrently(
            model_name="obligation",
            index=models.Index(
                fields=["workspace", "opened_at"],
                include=("chat", "chat_account", "answered_at", "reply_seconds"),
                name="sla_obligations_opened",
            ),
        ),
        RemoveIndexConcurrently(model_name="obligation", name="sla_obligations_by_opening"),
    ]
