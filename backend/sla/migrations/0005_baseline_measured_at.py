import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sla", "0004_reply_times")]

    operations = [
        migrations.AddField(
            model_name="baseline",
            name="measured_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="Targets and hours in force by then are taken into account.",
            ),
            preserve_default=False,
        ),
    ]
