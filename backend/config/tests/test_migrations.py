"""Migrations run beside the release before, on large tables, while people work."""

from typing import Any

import pytest
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from config.tests.migration_rules import faults_of

FROZEN = {"accounts": 7, "billing": 4, "chats": 28, "core": 1, "sla": 10}
"""Up to these the product had no installation to spare."""

Field = migrations.AddField


@pytest.fixture(scope="module")
def shop() -> ProjectState:
    """A large table, `chats.chat`, and a small one."""
    state = ProjectState()
    title: models.Field[Any, Any] = models.CharField(max_length=50, null=True)
    fields: list[tuple[str, models.Field[Any, Any]]] = [("id", models.BigAutoField(primary_key=True)), ("title", title)]
    for app, name in (("chats", "Chat"), ("chats", "Setting")):
        migrations.CreateModel(name, fields).state_forwards(app, state)
    return state


def fill_chats(apps: Any, _editor: Any) -> None:
    apps.get_model("chats", "Chat").objects.update(title="")


def fill_settings(apps: Any, _editor: Any) -> None:
    apps.get_model("chats", "Setting").objects.update(title="")


def migration_of(*operations: Operation, **told: Any) -> migrations.Migration:
    migration = migrations.Migration("0099_next", "chats")
    for name, value in {"operations": list(operations), **told}.items():
        setattr(migration, name, value)
    return migration


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        (Field("chat", "mood", models.IntegerField(null=True)), ""),
        (Field("chat", "mood", models.IntegerField(db_default=0)), ""),
        (Field("chat", "mood", models.IntegerField(default=0)), "null=True or db_default"),
        (Field("setting", "mood", models.IntegerField(default=0)), "null=True or db_default"),
        (Field("chat", "mood", models.IntegerField(null=True, db_index=True)), "AddIndexConcurrently"),
        (Field("setting", "mood", models.IntegerField(null=True, db_index=True)), ""),
        (migrations.AlterField("chat", "title", models.CharField(max_length=90, null=True)), ""),
        (migrations.AlterField("chat", "title", models.TextField(null=True)), ""),
        (migrations.AlterField("chat", "title", models.CharField(max_length=9, null=True)), "rewrites"),
        (migrations.AlterField("chat", "title", models.IntegerField(null=True)), "rewrites"),
        (migrations.AlterField("chat", "title", models.CharField(max_length=50)), "may lack it"),
        (migrations.AddIndex("chat", models.Index(fields=["title"], name="by_title")), "AddIndexConcurrently"),
        (migrations.AddIndex("setting", models.Index(fields=["title"], name="by_title")), ""),
        (AddIndexConcurrently("chat", models.Index(fields=["title"], name="by_title")), ""),
        (
            migrations.AddConstraint("chat", models.CheckConstraint(condition=models.Q(id__gt=0), name="counted")),
            "AddConstraintNotValid",
        ),
        (AddConstraintNotValid("chat", models.CheckConstraint(condition=models.Q(id__gt=0), name="counted")), ""),
        (migrations.RemoveField("setting", "title"), "takes away"),
        (migrations.RenameField("setting", "title", "name"), "takes away"),
        (migrations.DeleteModel("Setting"), "takes away"),
        (migrations.RunPython(fill_chats), "one transaction"),
        (migrations.RunPython(fill_settings), ""),
        (migrations.RunSQL("CREATE INDEX by_title ON chats (title)"), "CONCURRENTLY"),
        (migrations.RunSQL("CREATE INDEX CONCURRENTLY by_title ON chats (title)"), ""),
        (migrations.RunSQL("UPDATE chats SET title = ''"), "at once"),
        (migrations.RunSQL("ALTER TABLE settings ALTER COLUMN title SET NOT NULL"), "under a lock"),
    ],
)
def test_what_a_migration_may_do(shop: ProjectState, operation: Operation, fault: str) -> None:
    found = faults_of(migration_of(operation), shop)

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)


def test_a_table_that_the_migration_makes_is_empty_and_a_reason_is_heard(shop: ProjectState) -> None:
    make = migrations.CreateModel("Mood", [("id", models.BigAutoField(primary_key=True))])
    index = migrations.AddIndex("mood", models.Index(fields=["id"], name="by_id"))
    fill = migrations.RunPython(fill_chats)

    assert faults_of(migration_of(make, index), shop) == []
    assert faults_of(migration_of(fill, atomic=False), shop) == []
    assert faults_of(migration_of(fill, safe_because="the column is new and empty"), shop) == []


def test_our_migrations_keep_to_it() -> None:
    loader = MigrationLoader(None)
    new = [key for key in loader.disk_migrations if key[0] in FROZEN and int(key[1].partition("_")[0]) > FROZEN[key[0]]]

    faults = [
        fault
        for key in new
        for fault in faults_of(loader.disk_migrations[key], loader.project_state([key], at_end=False))
    ]

    assert faults == []
