from typing import Any

from django.db import migrations, models


def turn_sound_off(apps: Any, schema_editor: Any) -> None:
    """It was on without anybody having turned it on."""
    apps.get_model("sla", "NotificationSettings").objects.filter(sound=True).update(sound=False)


class Migration(migrations.Migration):
    dependencies = [("sla", "0008_index_of_reports")]

    operations = [
        migrations.AlterField(
            model_name="notificationsettings",
            name="sound",
            field=models.BooleanField(default=False, verbose_name="sound"),
        ),
        migrations.RunPython(turn_sound_off, migrations.RunPython.noop),
    ]
