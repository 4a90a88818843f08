"""Names of models and fields, given in a migration.

An AlterField for each of them would draw up all models anew a hundred times and change nothing in the database.
"""

from collections.abc import Mapping
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class NameFields(Operation):
    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name: str, fields: Mapping[str, str], **options: str) -> None:
        self.model_name = model_name
        self.fields = fields
        self.options = options

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        model = state.models[app_label, self.model_name.lower()]
        for name, verbose_name in self.fields.items():
            field = model.fields[name].clone()
            field.verbose_name = field._verbose_name = verbose_name
            model.fields[name] = field
        model.options = {**model.options, **self.options}

    def database_forwards(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the database knows no such names."""

    def database_backwards(self, *args: Any, **kwargs: Any) -> None:
        """Nothing either."""

    def describe(self) -> str:
        return f"Name the fields of {self.model_name}"
