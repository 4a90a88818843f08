"""What may not be done to a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

INDEX = "makes an index while nobody can write: db_index=False, then AddIndexConcurrently, atomic = False"
REWRITE = "rewrites the table: add a column, fill it in batches, read it"
CHECK = "reads the whole table under a lock: a field without a check, then AddConstraintNotValid"
REFERENCE = "reads the whole table under a lock: db_constraint=False, then SQL, NOT VALID"


def faults_of_new_field(field: models.Field[Any, Any], *, is_large: bool) -> Iterator[str]:
    if field.many_to_many:
        return
    if not field.null and not field.has_db_default() and not field.generated:
        yield "rows of the running release lack it: null=True or db_default"
    if not is_large:
        return
    if _is_written_into_each_row(field):
        yield REWRITE
    if _indexes(field):
        yield INDEX
    if _check(field):
        yield CHECK


def faults_of_altered_field(
    operation: migrations.AlterField, app: str, before: ProjectState, after: ProjectState, *, is_large: bool
) -> Iterator[str]:
    old = before.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)
    new = after.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)
    assert isinstance(old, models.Field)
    assert isinstance(new, models.Field)
    if _rewrites(old, new):
        yield REWRITE
    if old.column != new.column:
        yield "takes away the column that the running release uses: name it with db_column"
    if old.null and not new.null:
        yield "rows of the running release may lack it, and the whole table is read under a lock"
    if not new.null and old.has_db_default() and not new.has_db_default():
        yield "rows of the running release lack it: db_default stays"
    if not is_large:
        return
    if _indexes(new) - _indexes(old):
        yield INDEX
    if _check(new) and _check(new) != _check(old):
        yield CHECK
    if _referred(new) and _referred(new) != _referred(old):
        yield REFERENCE


def _indexes(field: models.Field[Any, Any]) -> set[str]:
    return {kind for kind, made in (("unique", field.unique), ("index", getattr(field, "db_index", False))) if made}


def _check(field: models.Field[Any, Any]) -> str:
    """In SQL, of a column by the name of `c`: a field that belongs to no model yet tells none."""
    named = field.clone()
    named.set_attributes_from_name("c")
    check = named.db_check(connection)
    return check if isinstance(check, str) else ""


def _referred(field: models.Field[Any, Any]) -> str:
    """The model of a foreign key that the database checks."""
    model: Any = field.related_model
    return model._meta.label_lower if getattr(field, "db_constraint", False) else ""


def _is_written_into_each_row(field: models.Field[Any, Any]) -> bool:
    """One value for all rows is kept beside the table; a value of its own for each is not."""
    if field.generated:
        return bool(getattr(field, "db_persist", True))
    default: Any = field.db_default
    parts = default.flatten() if hasattr(default, "flatten") else ()
    return not all(isinstance(part, models.Value | Now | CombinedExpression) for part in parts)


def _rewrites(old: models.Field[Any, Any], new: models.Field[Any, Any]) -> bool:
    """A text that may only grow is left as it lies."""
    was, becomes = old.db_type(connection), new.db_type(connection)
    if was == becomes:
        return False
    grows = becomes == "text" or (old.max_length is not None and (new.max_length or 0) >= old.max_length)
    return not (str(was).startswith("varchar") and grows)
