from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chats", "0022_held_replies")]

    operations = [
        migrations.AddField(
            model_name="chat",
            name="read_failures",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, help_text="Reads in a row that failed while other chats could be read."
            ),
        ),
        migrations.AddField(
            model_name="chat",
            name="read_not_before",
            field=models.DateTimeField(blank=True, help_text="Until then such a chat is passed over.", null=True),
        ),
    ]
