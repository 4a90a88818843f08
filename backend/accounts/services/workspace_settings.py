"""What the owners of a workspace set for all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services.audit import record
from accounts.signals import workspace_closes, workspace_reopens
from core.errors import Conflict, Invalid
from core.versions import expect_revision

GRACE: Final = timedelta(days=30)


class ClosingNotConfirmed(Invalid):
    code = "closing_not_confirmed"


class WorkspaceCloses(Conflict):
    """The workspace is being deleted: nothing of it begins to work."""

    code = "workspace_closing"


class WorkspaceClosed(Conflict):
    """The grace is over; what is left is being erased."""

    code = "workspace_closed"


@transaction.atomic
def change_workspace(
    *, workspace: Workspace, author: Actor, change: Mapping[str, Any], expected: int | None, ip: str | None = None
) -> Workspace:
    """Take over what is named."""
    locked = _lock(workspace)
    expect_revision(expected, locked.revision)
    before = {name: getattr(locked, name) for name, value in change.items() if value != getattr(locked, name)}
    if not before:
        return locked
    after = {name: change[name] for name in before}
    for name, value in after.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.save(update_fields=[*after, "revision"])
    details = {"before": before, "after": after}
    record("workspace.changed", workspace=locked, actor=author, about=locked, details=details, ip=ip)
    return locked


@transaction.atomic
def close_workspace(
    *, workspace: Workspace, author: Actor, confirmation: str, now: datetime, ip: str | None = None
) -> Workspace:
    """Stop at once and erase everything when the grace is over; asked again, the day stays."""
    locked = _lock(workspace)
    if confirmation != locked.slug:
        raise ClosingNotConfirmed(attr="slug", params={"slug": locked.slug})
    if locked.closes_at is not None:
        return locked
    locked.closes_at = now + GRACE
    locked.save(update_fields=["closes_at"])
    details = {"closes_at": locked.closes_at}
    record("workspace.closing", workspace=locked, actor=author, about=locked, details=details, ip=ip)
    workspace_closes.send(Workspace, workspace=locked)
    return locked


@transaction.atomic
def reopen_workspace(*, workspace: Workspace, author: Actor, now: datetime, ip: str | None = None) -> Workspace:
    """Call the deletion off and go on; without one nothing happens."""
    locked = _lock(workspace)
    if locked.closes_at is None:
        return locked
    if locked.closes_at <= now:
        raise WorkspaceClosed
    locked.closes_at = None
    locked.save(update_fields=["closes_at"])
    record("workspace.reopened", workspace=locked, actor=author, about=locked, ip=ip)
    workspace_reopens.send(Workspace, workspace=locked)
    return locked


def _lock(workspace: Workspace) -> Workspace:
    return Workspace.objects.select_for_update(of=("self",)).get(pk=workspace.pk)
