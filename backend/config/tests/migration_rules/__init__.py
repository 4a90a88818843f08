"""What a migration may do while people work: the code of the release before runs beside it, and tables are large.

A migration that breaks a rule for a good reason names it: `safe_because = "…"` in its class.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from config.tests.migration_rules.code import faults_of_code
from config.tests.migration_rules.fields import faults_of_altered_field, faults_of_new_field
from config.tests.migration_rules.sql import faults_of_statements
from config.tests.migration_rules.tables import LARGE

__all__ = ["faults_of"]

REPEATABLE: Final = (migrations.RunPython, RemoveIndexConcurrently)


def faults_of(migration: migrations.Migration, before: ProjectState) -> list[str]:
    """Each rule that the migration breaks, in words; ``before`` is the state that it meets."""
    if getattr(migration, "safe_because", ""):
        return []
    place = f"{migration.app_label}.{migration.name}"
    found = _judged(migration.operations, migration, before.clone(), set())
    return [f"{place}: {operation.describe()}: {fault}" for operation, fault in [*found, *_not_repeatable(migration)]]


def _judged(
    operations: Sequence[Operation], migration: migrations.Migration, state: ProjectState, made: set[str]
) -> Iterator[tuple[Operation, str]]:
    for operation in operations:
        following = state.clone()
        operation.state_forwards(migration.app_label, following)
        if isinstance(operation, migrations.CreateModel):
            made.add(operation.name_lower)
        elif isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _judged(operation.database_operations, migration, state.clone(), made)
        elif _model_of(operation) not in made:
            for fault in _faults(operation, migration, state, following):
                yield operation, fault
        state = following


def _not_repeatable(migration: migrations.Migration) -> Iterator[tuple[Operation, str]]:
    """Without a transaction a migration that is tried again begins with what it has done already."""
    if not migration.atomic:
        for operation in list(_in_database(migration.operations))[:-1]:
            if not isinstance(operation, REPEATABLE):
                yield operation, "cannot be repeated when what follows fails: a migration of its own"


def _in_database(operations: Sequence[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _in_database(operation.database_operations)
        else:
            yield operation


def _model_of(operation: Operation) -> str:
    return str(getattr(operation, "model_name", getattr(operation, "name", ""))).lower()


def _faults(
    operation: Operation, migration: migrations.Migration, before: ProjectState, after: ProjectState
) -> Iterator[str]:
    app, model = migration.app_label, _model_of(operation)
    is_large = (app, model) in LARGE
    match operation:
        case migrations.AddField():
            yield from faults_of_new_field(operation.field, is_large=is_large)
        case migrations.AlterField():
            yield from faults_of_altered_field(operation, app, before, after, is_large=is_large)
        case AddIndexConcurrently() | RemoveIndexConcurrently() | AddConstraintNotValid():
            return
        case migrations.AddIndex() if is_large:
            yield "makes an index while nobody can write: AddIndexConcurrently, atomic = False"
        case migrations.RemoveIndex() if is_large:
            yield "waits with everybody behind it: RemoveIndexConcurrently, atomic = False"
        case migrations.AddConstraint() if is_large:
            yield "reads the whole table under a lock: AddConstraintNotValid and ValidateConstraint, or a unique index"
        case ValidateConstraint() if is_large and migration.atomic and len(migration.operations) > 1:
            yield "reads the whole table under the locks of the others: a migration of its own"
        case migrations.AlterUniqueTogether() | migrations.AlterIndexTogether() if is_large:
            options = [state.models[app, model].options for state in (before, after)]
            old, new = (set(told.get(operation.option_name) or ()) for told in options)
            if new - old:
                yield "makes an index while nobody can write: CREATE INDEX CONCURRENTLY, atomic = False"
        case (
            migrations.RemoveField()
            | migrations.DeleteModel()
            | migrations.RenameField()
            | migrations.RenameModel()
            | migrations.AlterModelTable()
        ):
            yield "takes away what the running release uses: in the release after the one that stops using it"
        case migrations.RunPython():
            yield from faults_of_code(operation, migration)
        case migrations.RunSQL():
            yield from faults_of_statements(operation)
