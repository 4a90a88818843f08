"""The audit log is written here and nowhere changed."""

from typing import Any

from django.db import models

from accounts.actor import Actor
from accounts.models import AuditEntry, Workspace


def record(
    action: str,
    *,
    workspace: Workspace | None,
    actor: Actor,
    about: models.Model | None = None,
    details: dict[str, Any] | None = None,
    ip: str | None = None,
) -> AuditEntry:
    """Note what was done, in the transaction of the deed. Details hold no secrets and no buyers' words."""
    return AuditEntry.objects.create(
        workspace=workspace,
        user=actor.user,
        api_key=actor.api_key,
        actor_kind=actor.kind,
        actor_name=actor.name,
        action=action,
        object_kind=(about._meta.model_name or "") if about else "",
        object_id=str(about.pk) if about else "",
        details=details or {},
        ip=ip,
    )
