"""Those of the staff who help customers: they see what is going on, settle leads and lead pilots; money is not theirs."""

from django.db import migrations

NAME = "support"
VIEWS = {
    "accounts": ("workspace", "membership", "invitation", "user", "auditentry"),
    "billing": ("lead", "pilot", "document"),
    "sla": ("obligation", "policy", "calendar", "baseline", "weeklyreport", "event", "delivery"),
    "chats": ("chataccount", "syncrun", "connectordrift"),
    "core": ("healthalert",),
}
CHANGES = {"billing": ("lead", "pilot"), "chats": ("chataccount",)}


def make_group(apps, schema_editor):
    """Permissions are otherwise made after all migrations, so those that are missing are made here."""
    groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    types = apps.get_model("contenttypes", "ContentType")
    group, _ = groups.objects.get_or_create(name=NAME)
    for verb, chosen in (("view", VIEWS), ("change", CHANGES)):
        for app, models in chosen.items():
            for model in models:
                kind, _ = types.objects.get_or_create(app_label=app, model=model)
                name = f"Can {verb} {apps.get_model(app, model)._meta.verbose_name_raw}"
                wanted, _ = permissions.objects.get_or_create(
                    content_type=kind, codename=f"{verb}_{model}", defaults={"name": name}
                )
                group.permissions.add(wanted)


def drop_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    safe_because = "it reads the names of models, none of their rows"

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_health_alerts"),
        ("accounts", "0006_workspace_settings"),
        ("billing", "0005_price_of_a_pilot"),
        ("sla", "0010_index_of_dialogs"),
        ("chats", "0028_who_asked_for_an_export"),
    ]

    operations = [migrations.RunPython(make_group, drop_group)]
