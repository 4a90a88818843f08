from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_audit_log_append_only"),
        ("chats", "0014_baseline_schedule"),
        ("sla", "0003_policies_and_calendars"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="membership_id",
            field=models.BigIntegerField(help_text="The only reader; empty: everybody in the workspace.", null=True),
        ),
        migrations.AddField(
            model_name="change",
            name="notification_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="change",
            name="kind",
            field=models.CharField(
                choices=[
                    ("chat.updated", "Chat Updated"),
                    ("message.created", "Message Created"),
                    ("message.updated", "Message Updated"),
                    ("reply.updated", "Reply Updated"),
                    ("account.updated", "Account Updated"),
                    ("import.progress", "Import Progress"),
                    ("notification.created", "Notification Created"),
                ],
                max_length=32,
            ),
        ),
        migrations.AddIndex(
            model_name="chat",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["window_closes_at"],
                name="chats_by_closing_window",
            ),
        ),
    ]
