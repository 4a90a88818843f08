from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0010_sync_by_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="chat",
            name="pending_mark",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="The list's mark of a message whose history is still to be read; empty when nothing is owed.",
                max_length=64,
            ),
        ),
        migrations.AddIndex(
            model_name="chat",
            index=models.Index(
                condition=models.Q(("pending_mark__gt", "")), fields=["chat_account"], name="chats_still_to_be_read"
            ),
        ),
    ]
