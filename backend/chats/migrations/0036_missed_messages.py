from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chats", "0035_names_of_fields")]

    operations = [
        migrations.AddField(
            model_name="chat",
            name="missed_at",
            field=models.DateTimeField(
                blank=True, help_text="When such a read was last counted, or the chat was refused.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="chat",
            name="mark_misses",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Reads in a row, a minute apart, whose history ended below the list's mark."
            ),
        ),
    ]
