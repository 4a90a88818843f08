from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0008_whom_a_plan_suits"),
    ]

    operations = [
        migrations.AddField(
            model_name="pilot",
            name="stopped_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="broken off"),
        ),
    ]
