"""Migrations run beside the release before, on large tables, while people work."""

import pytest
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from config.tests.made_up import migration_of, shop
from config.tests.migration_rules import faults_of
from config.tests.migration_rules.tables import LARGE, names_of_tables, to_be_judged

FROZEN = {"accounts": 7, "billing": 4, "chats": 28, "core": 1, "sla": 10}
"""Up to these the product had no installation to spare."""

BY_MOOD = models.Index(fields=["mood"], name="by_mood")
COUNTED = models.CheckConstraint(condition=models.Q(id__gt=0), name="counted")
NEW_TABLE = migrations.CreateModel("Tag", [("id", models.BigAutoField(primary_key=True))])


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        (migrations.AddIndex("chat", BY_MOOD), "AddIndexConcurrently"),
        (migrations.AddIndex("setting", BY_MOOD), ""),
        (AddIndexConcurrently("chat", BY_MOOD), ""),
        (migrations.RemoveIndex("chat", "chat_by_title"), "RemoveIndexConcurrently"),
        (migrations.RemoveIndex("setting", "setting_by_title"), ""),
        (RemoveIndexConcurrently("chat", "chat_by_title"), ""),
        (migrations.AddConstraint("chat", COUNTED), "AddConstraintNotValid"),
        (migrations.AddConstraint("setting", COUNTED), ""),
        (AddConstraintNotValid("chat", COUNTED), ""),
        (ValidateConstraint("chat", "counted"), ""),
        (migrations.AlterUniqueTogether("chat", {("title", "mood")}), "CONCURRENTLY"),
        (migrations.AlterUniqueTogether("setting", {("title", "mood")}), ""),
        (migrations.AlterUniqueTogether("chat", set()), ""),
        (migrations.AlterIndexTogether("chat", {("title", "mood")}), "CONCURRENTLY"),
        (migrations.RemoveField("setting", "title"), "takes away"),
        (migrations.RenameField("setting", "title", "name"), "takes away"),
        (migrations.DeleteModel("Setting"), "takes away"),
    ],
)
def test_what_a_migration_may_do(operation: Operation, fault: str) -> None:
    found = faults_of(migration_of(operation), shop())

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)


@pytest.mark.parametrize(
    ("operations", "is_atomic", "fault"),
    [
        ([AddConstraintNotValid("chat", COUNTED), ValidateConstraint("chat", "counted")], True, "locks of the others"),
        ([AddConstraintNotValid("chat", COUNTED), ValidateConstraint("chat", "counted")], False, "repeated"),
        ([AddConstraintNotValid("setting", COUNTED), ValidateConstraint("setting", "counted")], True, ""),
        ([AddIndexConcurrently("chat", BY_MOOD), RemoveIndexConcurrently("chat", "chat_by_title")], False, "repeated"),
        ([RemoveIndexConcurrently("chat", "chat_by_title"), AddIndexConcurrently("chat", BY_MOOD)], False, ""),
        ([NEW_TABLE, migrations.AddIndex("tag", models.Index(fields=["id"], name="by_id"))], True, ""),
    ],
)
def test_what_goes_together(operations: list[Operation], is_atomic: bool, fault: str) -> None:
    found = faults_of(migration_of(*operations, atomic=is_atomic), shop())

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)


def test_what_is_done_beside_the_models_is_judged_and_what_they_are_only_told_is_not() -> None:
    index = migrations.AddIndex("chat", BY_MOOD)
    rename = migrations.RenameField("chat", "title", "name")
    then = migrations.AlterField("chat", "name", models.TextField(null=True))

    assert len(faults_of(migration_of(migrations.SeparateDatabaseAndState([index])), shop())) == 1
    assert faults_of(migration_of(migrations.SeparateDatabaseAndState([], [index])), shop()) == []
    assert faults_of(migration_of(migrations.SeparateDatabaseAndState([], [rename]), then), shop()) == []


def test_a_reason_is_heard() -> None:
    index = migrations.AddIndex("chat", BY_MOOD)

    assert faults_of(migration_of(index, safe_because="the column is new and empty"), shop()) == []


def test_large_tables_are_tables() -> None:
    assert {"chat_messages", "chat_sync_runs", "notifications", "sla_obligations"} <= set(names_of_tables(LARGE))
    with pytest.raises(LookupError):
        names_of_tables([("sla", "told")])


def test_every_app_of_ours_is_looked_at_and_none_of_others() -> None:
    made = [("billing", "0004_first_plans"), ("core", "0002_waiting_mails"), ("auth", "0013_groups")]

    assert to_be_judged(made, {"billing": 4}) == [("core", "0002_waiting_mails")]


def test_our_migrations_keep_to_it() -> None:
    loader = MigrationLoader(None)

    faults = [
        fault
        for key in to_be_judged(loader.disk_migrations, FROZEN)
        for fault in faults_of(loader.disk_migrations[key], loader.project_state([key], at_end=False))
    ]

    assert faults == []
