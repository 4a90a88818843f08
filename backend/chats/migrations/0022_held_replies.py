from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chats", "0021_drafts_and_notes")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="send_after",
            field=models.DateTimeField(
                blank=True,
                help_text="Until then its author may think again, and nothing takes it from the outbox.",
                null=True,
            ),
        ),
    ]
