"""What staff change by forms of the administration stands in the audit log too: which fields, never their values."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.actors import staff_of
from accounts.models import Workspace
from accounts.services.audit import record
from core.api.client import client_ip


class AuditedForms:
    """Beside a ModelAdmin. `audited_as` begins the names of the actions; the workspace is that of the row."""

    audited_as: ClassVar[str]

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        self._note("added", request, obj, {})
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        if message:
            self._note("edited", request, obj, {"changes": message})
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        for row in queryset:
            self._note("removed", request, row, {})
        return super().log_deletions(request, queryset)  # type: ignore[misc]

    def _note(self, deed: str, request: HttpRequest, row: models.Model, details: dict[str, Any]) -> None:
        workspace = row if isinstance(row, Workspace) else getattr(row, "workspace", None)
        action, ip = f"{self.audited_as}.{deed}_by_staff", client_ip(request)
        record(action, workspace=workspace, actor=staff_of(request), about=row, details=details, ip=ip)
