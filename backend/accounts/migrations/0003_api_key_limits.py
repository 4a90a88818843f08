import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_audit_log_append_only")]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="chat_account_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                default=list,
                help_text="Empty: all.",
                size=None,
                verbose_name="chat accounts",
            ),
        ),
        migrations.AddField(
            model_name="apikey",
            name="networks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=49),
                blank=True,
                default=list,
                help_text="Empty: from everywhere.",
                size=None,
                verbose_name="networks",
            ),
        ),
        migrations.AddField(
            model_name="apikey",
            name="replaced_at",
            field=models.DateTimeField(
                editable=False,
                help_text="Until then it works beside the key in its place.",
                null=True,
                verbose_name="replaced",
            ),
        ),
        migrations.AddField(
            model_name="apikey",
            name="replaces",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.apikey",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="apikey",
            name="revision",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
