from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_api_key_limits")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="undo_seconds",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "None"), (5, "Five"), (10, "Ten")], default=5, verbose_name="seconds to take a reply back"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("undo_seconds__in", [0, 5, 10])), name="users_undo_seconds_is_a_choice"
            ),
        ),
    ]
