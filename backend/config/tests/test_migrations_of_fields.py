"""What a migration may do to a column while the release before uses it."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.postgres.functions import RandomUUID
from django.db import migrations, models
from django.db.models.functions import Now

from config.tests.made_up import migration_of, shop
from config.tests.migration_rules import faults_of

SUM: dict[str, Any] = {"expression": models.F("number") + models.F("mood"), "output_field": models.BigIntegerField()}
SETTING: dict[str, Any] = {"to": "chats.Setting", "on_delete": models.CASCADE, "null": True}


@pytest.mark.parametrize(
    ("model", "field", "fault"),
    [
        ("chat", models.IntegerField(null=True), ""),
        ("chat", models.IntegerField(db_default=0), ""),
        ("chat", models.IntegerField(default=0), "null=True or db_default"),
        ("setting", models.IntegerField(default=0), "null=True or db_default"),
        ("chat", models.IntegerField(null=True, db_index=True), "AddIndexConcurrently"),
        ("setting", models.IntegerField(null=True, db_index=True), ""),
        ("chat", models.ForeignKey(**SETTING), "AddIndexConcurrently"),
        ("chat", models.ForeignKey(**SETTING, db_index=False), ""),
        ("chat", models.PositiveIntegerField(null=True), "AddConstraintNotValid"),
        ("setting", models.PositiveIntegerField(null=True), ""),
        ("chat", models.GeneratedField(**SUM, db_persist=True), "rewrites"),
        ("setting", models.GeneratedField(**SUM, db_persist=True), ""),
        ("chat", models.DateTimeField(db_default=Now()), ""),
        ("chat", models.DateTimeField(db_default=Now() + timedelta(days=1)), ""),
        ("chat", models.UUIDField(db_default=uuid.UUID(int=0)), ""),
        ("chat", models.UUIDField(db_default=RandomUUID()), "rewrites"),
        ("setting", models.UUIDField(db_default=RandomUUID()), ""),
    ],
)
def test_what_may_be_added(model: str, field: models.Field[Any, Any], fault: str) -> None:
    found = faults_of(migration_of(migrations.AddField(model, "wanted", field)), shop())

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)


@pytest.mark.parametrize(
    ("model", "name", "field", "fault"),
    [
        ("chat", "title", models.CharField(max_length=90, null=True), ""),
        ("chat", "title", models.TextField(null=True), ""),
        ("chat", "title", models.CharField(max_length=9, null=True), "rewrites"),
        ("chat", "title", models.IntegerField(null=True), "rewrites"),
        ("chat", "title", models.CharField(max_length=50), "may lack it"),
        ("chat", "title", models.CharField(max_length=50, null=True, db_column="name"), "db_column"),
        ("chat", "number", models.BigIntegerField(null=True, unique=True, db_index=True), "AddIndexConcurrently"),
        ("chat", "number", models.PositiveBigIntegerField(null=True, db_index=True), "AddConstraintNotValid"),
        ("setting", "number", models.PositiveBigIntegerField(null=True, db_index=True), ""),
        ("chat", "number", models.ForeignKey(**SETTING, db_column="number"), "db_constraint=False"),
        ("chat", "number", models.ForeignKey(**SETTING, db_column="number", db_constraint=False), ""),
        ("setting", "number", models.ForeignKey(**SETTING, db_column="number"), ""),
        ("setting", "number", models.ForeignKey(**SETTING), "db_column"),
        ("setting", "mood", models.IntegerField(default=0), "db_default stays"),
        ("setting", "mood", models.IntegerField(db_default=1), ""),
    ],
)
def test_what_may_be_altered(model: str, name: str, field: models.Field[Any, Any], fault: str) -> None:
    found = faults_of(migration_of(migrations.AlterField(model, name, field)), shop())

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)
