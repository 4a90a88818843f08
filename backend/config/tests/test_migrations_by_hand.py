"""What the SQL and the Python of a migration may do."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import migrations

from chats.models import Message
from config.tests.made_up import migration_of, shop
from config.tests.migration_rules import faults_of

CHAT = ("chats", "Chat")


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("CREATE INDEX by_title ON chats (title)", "CONCURRENTLY"),
        ("CREATE UNIQUE INDEX by_title ON chats (title)", "CONCURRENTLY"),
        ("CREATE INDEX  CONCURRENTLY by_title ON chats (title)", ""),
        ("DROP INDEX IF EXISTS by_title", "CONCURRENTLY"),
        ("DROP INDEX CONCURRENTLY IF EXISTS by_title", ""),
        ("REINDEX TABLE chats", "CONCURRENTLY"),
        ("REINDEX TABLE CONCURRENTLY chats", ""),
        ("UPDATE chats SET title = ''", "at once"),
        ("UPDATE chat_messages SET text = ''", "at once"),
        ('update only "public"."sla_obligations" set kind = 1', "at once"),
        ("DELETE FROM chat_sync_runs", "at once"),
        ("DELETE FROM notification_deliveries", "at once"),
        ("DELETE FROM saved_views", ""),
        (["SELECT 1", ("UPDATE chat_messages SET text = %s", [""])], "at once"),
        ("CREATE TRIGGER kept BEFORE UPDATE OR TRUNCATE ON chats EXECUTE FUNCTION keep()", ""),
        ("ALTER TABLE settings ALTER COLUMN title SET NOT NULL", "under a lock"),
        ("ALTER TABLE settings ALTER COLUMN title TYPE text", "rewrites"),
        ("ALTER TABLE chats ADD CONSTRAINT counted CHECK (id > 0)", "NOT VALID"),
        ("ALTER TABLE chats ADD CONSTRAINT counted CHECK (title IS NOT NULL) NOT VALID", ""),
        ("ALTER TABLE chats ADD UNIQUE (title)", "USING INDEX"),
        ("ALTER TABLE chats ADD CONSTRAINT once UNIQUE USING INDEX by_title", ""),
        ("ALTER TABLE chats ADD COLUMN mood int NOT NULL", "lack it"),
        ("ALTER TABLE chats ADD COLUMN mood numeric(9, 2) NOT NULL, ADD COLUMN b int DEFAULT 0", "lack it"),
        ("ALTER TABLE chats ADD COLUMN IF NOT EXISTS mood int NOT NULL DEFAULT 0", ""),
        ("ALTER TABLE chats ADD COLUMN mood int", ""),
        ("ALTER TABLE chats ADD COLUMN mood int CHECK (mood > 0)", "under a lock"),
        ("ALTER TABLE chats ADD COLUMN key uuid DEFAULT gen_random_uuid()", "rewrites"),
        ("ALTER TABLE chats ADD COLUMN at timestamptz NOT NULL DEFAULT now()", ""),
        ("ALTER TABLE chats ADD COLUMN twice int GENERATED ALWAYS AS (mood * 2) STORED", "rewrites"),
        ("TRUNCATE saved_views", "everybody"),
        ("SELECT 1; LOCK TABLE chats", "everybody"),
        ("SELECT pg_advisory_xact_lock(1)", ""),
    ],
)
def test_what_sql_may_do(sql: Any, fault: str) -> None:
    found = faults_of(migration_of(migrations.RunSQL(sql)), shop())

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)


def fill_chats(apps: Any, _editor: Any) -> None:
    apps.get_model("chats", "Chat").objects.update(title="")


def fill_by_a_constant(apps: Any, _editor: Any) -> None:
    apps.get_model(*CHAT).objects.update(title="")


def fill_with_a_helper(apps: Any, editor: Any) -> None:
    fill_chats(apps, editor)


def fill_what_is_imported(_apps: Any, _editor: Any) -> None:
    Message.objects.update(text="")


def fill_by_sql(_apps: Any, editor: Any) -> None:
    editor.execute("UPDATE chat_messages SET text = ''")


def fill_in_batches(apps: Any, _editor: Any) -> None:
    chats = apps.get_model("chats.Chat").objects.filter(title=None)
    while ids := list(chats.values_list("id", flat=True)[:1000]):
        chats.filter(id__in=ids).update(title="")


def make_an_index(_apps: Any, editor: Any) -> None:
    editor.execute("CREATE INDEX by_name ON settings (name)")


def fill_settings(apps: Any, _editor: Any) -> None:
    apps.get_model("chats", "Setting").objects.update(title="")


@pytest.mark.parametrize(
    "code", [fill_chats, fill_by_a_constant, fill_with_a_helper, fill_what_is_imported, fill_by_sql]
)
def test_a_large_table_is_not_changed_at_once(code: Callable[..., None]) -> None:
    at_once = faults_of(migration_of(migrations.RunPython(code)), shop())
    without_a_transaction = faults_of(migration_of(migrations.RunPython(code), atomic=False), shop())

    assert len(at_once) == len(without_a_transaction) == 1
    assert "one transaction" in at_once[0]
    assert "in batches" in without_a_transaction[0]


def test_it_is_changed_in_batches_each_of_which_is_kept() -> None:
    fill = migrations.RunPython(fill_in_batches)
    held_together = migrations.RunPython(fill_in_batches, atomic=True)

    assert faults_of(migration_of(fill, atomic=False), shop()) == []
    for whole in (migration_of(fill), migration_of(held_together, atomic=False)):
        (fault,) = faults_of(whole, shop())
        assert "one transaction" in fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [(fill_settings, ""), (make_an_index, "CONCURRENTLY"), (partial(fill_settings), "cannot be read")],
)
def test_what_else_code_may_do(code: Callable[..., None], fault: str) -> None:
    found = faults_of(migration_of(migrations.RunPython(code)), shop())

    assert len(found) == bool(fault)
    assert all(fault in one for one in found)
