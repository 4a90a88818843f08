from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("accounts", "0007_registrations")]

    operations = [
        AddIndexConcurrently(
            model_name="auditentry",
            index=models.Index(
                models.F("object_id"),
                models.F("at").desc(),
                models.F("id").desc(),
                condition=models.Q(object_kind="chat"),
                name="audit_log_of_chats",
            ),
        ),
    ]
