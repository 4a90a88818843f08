"""What a migration may do while people work: the code of the release before runs beside it, and tables are large.

A migration that breaks a rule for a good reason names it: `safe_because = "…"` in its class.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Final

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

LARGE: Final = {
    ("accounts", "auditentry"),
    ("chats", "change"),
    ("chats", "chat"),
    ("chats", "message"),
    ("chats", "reply"),
    ("chats", "replyattempt"),
    ("chats", "syncrun"),
    ("sla", "event"),
    ("sla", "obligation"),
    ("sla", "told"),
}
LARGE_TABLES: Final = "audit_log|changes|chats|messages|chat_replies|chat_reply_attempts|sync_runs|obligations"
SLOW_SQL: Final = {
    r"create\s+(unique\s+)?index\s+(?!concurrently)": "makes an index while nobody can write: say CONCURRENTLY",
    r"alter\s+column\s+\S+\s+(set\s+data\s+)?type\b": "rewrites the table: add a column, fill it in batches, read it",
    r"\bset\s+not\s+null\b": "reads the whole table under a lock: a check NOT VALID first, validated afterwards",
    rf"\b(update|delete\s+from)\s+\"?({LARGE_TABLES})\b": "changes a large table at once: RunPython in batches",
    r"\b(drop\s+(table|column)|rename\s+(to|column))\b": "takes away what the running release uses",
}


def faults_of(migration: migrations.Migration, before: ProjectState) -> list[str]:
    """Each rule that the migration breaks, in words; ``before`` is the state that it meets."""
    if getattr(migration, "safe_because", ""):
        return []
    state, made, found = before.clone(), set[tuple[str, str]](), list[str]()
    for operation in _flat(migration.operations):
        following = state.clone()
        operation.state_forwards(migration.app_label, following)
        if isinstance(operation, migrations.CreateModel):
            made.add((migration.app_label, operation.name_lower))
        elif (migration.app_label, getattr(operation, "model_name_lower", "")) not in made:
            found += [
                f"{migration.app_label}.{migration.name}: {operation.describe()}: {fault}"
                for fault in _faults(operation, migration, state, following)
            ]
        state = following
    return found


def _flat(operations: Sequence[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _faults(
    operation: Operation, migration: migrations.Migration, before: ProjectState, after: ProjectState
) -> Iterator[str]:
    is_large = (migration.app_label, getattr(operation, "model_name_lower", "")) in LARGE
    match operation:
        case migrations.AddField():
            yield from _of_new_field(operation.field, is_large)
        case migrations.AlterField():
            yield from _of_altered_field(operation, migration.app_label, before, after, is_large)
        case migrations.AddIndex() if is_large and type(operation) is migrations.AddIndex:
            yield "makes an index while nobody can write: AddIndexConcurrently, atomic = False"
        case migrations.AddConstraint() if is_large and not isinstance(operation, AddConstraintNotValid):
            yield "reads the whole table under a lock: AddConstraintNotValid and ValidateConstraint, or a unique index "
        case (
            migrations.RemoveField()
            | migrations.DeleteModel()
            | migrations.RenameField()
            | migrations.RenameModel()
            | migrations.AlterModelTable()
        ):
            yield "takes away what the running release uses: in the release after the one that stops using it"
        case migrations.RunPython() if migration.atomic and _touches_large(operation.code):
            yield "changes a large table in one transaction: atomic = False, in batches that commit"
        case migrations.RunSQL():
            statements = operation.sql if isinstance(operation.sql, str) else " ; ".join(map(str, operation.sql))
            yield from (fault for slow, fault in SLOW_SQL.items() if re.search(slow, statements, re.IGNORECASE))


def _of_new_field(field: models.Field, is_large: bool) -> Iterator[str]:  # type: ignore[type-arg]
    if field.many_to_many:
        return
    if not field.null and not field.has_db_default():
        yield "rows of the running release lack it: null=True or db_default"
    if is_large and _makes_index(field):
        yield "makes an index while nobody can write: db_index=False, then AddIndexConcurrently"


def _of_altered_field(
    operation: migrations.AlterField, app: str, before: ProjectState, after: ProjectState, is_large: bool
) -> Iterator[str]:
    old = before.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)
    new = after.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)
    assert isinstance(old, models.Field)
    assert isinstance(new, models.Field)
    if _rewrites(old, new):
        yield "rewrites the table: add a column, fill it in batches, read it"
    if old.null and not new.null:
        yield "rows of the running release may lack it, and the whole table is read under a lock"
    if is_large and _makes_index(new) and not _makes_index(old):
        yield "makes an index while nobody can write: AddIndexConcurrently, atomic = False"


def _makes_index(field: models.Field) -> bool:  # type: ignore[type-arg]
    return bool(field.unique or getattr(field, "db_index", False))


def _rewrites(old: models.Field, new: models.Field) -> bool:  # type: ignore[type-arg]
    """A text that may only grow is left as it lies."""
    was, becomes = old.db_type(connection), new.db_type(connection)
    if was == becomes:
        return False
    grows = becomes == "text" or (old.max_length is not None and (new.max_length or 0) >= old.max_length)
    return not (str(was).startswith("varchar") and grows)


def _touches_large(code: object) -> bool:
    source = inspect.getsource(code) if inspect.isfunction(code) else ""
    named = {(app, model.lower()) for app, model in re.findall(r'get_model\(\s*"(\w+)",\s*"(\w+)"', source)}
    named |= {(app, model.lower()) for app, model in re.findall(r'get_model\(\s*"(\w+)\.(\w+)"', source)}
    return bool(named & LARGE)
