"""Migrations that nobody has to run, and the models that they meet."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def shop() -> ProjectState:
    """A large table, `chats.chat`, and a small one, `chats.setting`."""
    state = ProjectState()
    for name in ("Chat", "Setting"):
        fields: list[tuple[str, models.Field[Any, Any]]] = [
            ("id", models.BigAutoField(primary_key=True)),
            ("title", models.CharField(max_length=50, null=True)),
            ("number", models.BigIntegerField(null=True, db_index=True)),
            ("mood", models.IntegerField(db_default=0)),
        ]
        options = {"indexes": [models.Index(fields=["title"], name=f"{name.lower()}_by_title")]}
        migrations.CreateModel(name, fields, options).state_forwards("chats", state)
    return state


def migration_of(*operations: Operation, **told: Any) -> migrations.Migration:
    migration = migrations.Migration("0099_next", "chats")
    for name, value in {"operations": list(operations), **told}.items():
        setattr(migration, name, value)
    return migration
