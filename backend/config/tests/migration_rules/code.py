"""What RunPython may not do, as far as its words tell: a large table is changed batch by batch."""

import inspect
import re
from collections.abc import Iterator
from types import FunctionType
from typing import Any, Final

from django.db import migrations, models

from config.tests.migration_rules.sql import changes_large, slow_statements
from config.tests.migration_rules.tables import LARGE

BATCH: Final = r"\b(pk|id)__in\b|__range\b|\[0?:|\.iterator\(|\blimit\b"


def faults_of_code(operation: migrations.RunPython, migration: migrations.Migration) -> Iterator[str]:
    if not isinstance(operation.code, FunctionType):
        yield "what it changes cannot be read: give it a function"
        return
    text = "\n".join(_words(operation.code, set()))
    yield from slow_statements(text)
    if not (changes_large(text) or any(_is_named(app, model, text) for app, model in LARGE)):
        return
    if migration.atomic or operation.atomic:
        yield "changes a large table in one transaction: atomic = False, in batches that commit"
    elif not re.search(BATCH, text, re.IGNORECASE):
        yield "changes a large table at once: in batches, a slice of ids each"


def _words(function: FunctionType, read: set[FunctionType]) -> Iterator[str]:
    """Its source, and what stands behind the names in it: functions of ours, models, constants."""
    read.add(function)
    source = inspect.getsource(function)
    yield source
    for name in dict.fromkeys(re.findall(r"\w+", source)):
        value: Any = function.__globals__.get(name)
        if isinstance(value, FunctionType) and value not in read and not value.__module__.startswith("django."):
            yield from _words(value, read)
        elif isinstance(value, type) and issubclass(value, models.Model):
            yield repr(value._meta.label)
        elif isinstance(value, str | list | tuple | dict):
            yield repr(value)


def _is_named(app: str, model: str, text: str) -> bool:
    """As "app.Model", or both somewhere, each in quotes."""
    return any(
        all(re.search(rf"""["']{word}["']""", text, re.IGNORECASE) for word in words)
        for words in ([rf"{app}\.{model}"], [app, model])
    )
