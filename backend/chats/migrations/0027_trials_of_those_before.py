"""Workspaces that had a cabinet before there were subscriptions begin their trial now, so that nothing of theirs stops."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone


def begin_trials(apps, schema_editor):
    subscriptions = apps.get_model("billing", "Subscription")
    trial = apps.get_model("billing", "Plan").objects.get(code="trial")
    now = timezone.now()
    connected = apps.get_model("chats", "ChatAccount").objects.values_list("workspace_id", flat=True)
    for workspace_id in connected.order_by("workspace_id").distinct():
        subscriptions.objects.get_or_create(
            workspace_id=workspace_id,
            defaults={
                "plan": trial,
                "trial_started_at": now,
                "trial_ends_at": now + timedelta(days=14),
                "state": "trial",
                "told_state": "trial",
                "state_since": now,
            },
        )


def rename_codes(apps, schema_editor):
    """The old name now says that the workspace itself is not paid for."""
    old, new = "subscription_required", "marketplace_subscription_required"
    apps.get_model("chats", "SyncRun").objects.filter(error_code=old).update(error_code=new)
    apps.get_model("chats", "SyncState").objects.filter(last_error_code=old).update(last_error_code=new)


class Migration(migrations.Migration):
    dependencies = [
        ("chats", "0026_tending_workspaces"),
        ("billing", "0004_first_plans"),
    ]

    operations = [
        migrations.RunPython(begin_trials, migrations.RunPython.noop),
        migrations.RunPython(rename_codes, migrations.RunPython.noop),
    ]
