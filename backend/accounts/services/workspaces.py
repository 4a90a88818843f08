import secrets
from dataclasses import dataclass, field

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership, User, Workspace
from accounts.services.audit import record
from core.errors import Conflict


class WorkspaceSlugTaken(Conflict):
    code = "workspace_slug_taken"


@dataclass(frozen=True)
class NewWorkspace:
    """`password` is None when the owner had one already."""

    workspace: Workspace
    owner: Membership
    password: str | None = field(repr=False)


@transaction.atomic
def create_workspace(
    *, name: str, slug: str, owner_email: str, owner_name: str = "", password: str | None = None, author: Actor
) -> NewWorkspace:
    """A workspace with its owner, who is created with a password unless they exist."""
    workspace = _add_workspace(name=name, slug=slug)
    user = User.objects.filter(email=owner_email.strip().lower()).first()
    new_password = None
    if user is None:
        new_password = password or secrets.token_urlsafe(12)
        user = User(email=owner_email.strip().lower(), name=owner_name)
        user.set_password(new_password)
        user.full_clean()
        validate_password(new_password, user)
        user.save()
    owner = Membership.objects.create(workspace=workspace, user=user, role=Membership.Role.OWNER)
    record("workspace.created", workspace=workspace, actor=author, about=workspace, details={"owner": user.email})
    return NewWorkspace(workspace=workspace, owner=owner, password=new_password)


@transaction.atomic
def create_empty_workspace(*, name: str, slug: str, author: Actor) -> Workspace:
    """A workspace whose owner comes later, by an invitation."""
    workspace = _add_workspace(name=name, slug=slug)
    record("workspace.created", workspace=workspace, actor=author, about=workspace)
    return workspace


def _add_workspace(*, name: str, slug: str) -> Workspace:
    if Workspace.objects.filter(slug=slug).exists():
        raise WorkspaceSlugTaken(attr="slug", params={"slug": slug})
    workspace = Workspace(name=name, slug=slug)
    workspace.full_clean()
    workspace.save()
    return workspace
