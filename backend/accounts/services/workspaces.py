import secrets
from dataclasses import dataclass, field

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership, User, Workspace
from accounts.services.audit import record
from accounts.slugs import slug_of
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
    owner = _settle(workspace, user)
    _note(owner, author)
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


@transaction.atomic
def open_workspace(*, name: str, owner: User, ip: str | None = None) -> Membership:
    """A workspace of their own for a person who opens it, under an address that is still free."""
    slug = slug_of(name)
    workspace, is_new = Workspace.objects.get_or_create(slug=slug, defaults={"name": name})
    while not is_new:
        numbered = f"{slug}-{secrets.token_hex(2)}"
        workspace, is_new = Workspace.objects.get_or_create(slug=numbered, defaults={"name": name})
    membership = _settle(workspace, owner)
    _note(membership, Actor.for_member(membership), ip)
    return membership


def _settle(workspace: Workspace, user: User) -> Membership:
    return Membership.objects.create(workspace=workspace, user=user, role=Membership.Role.OWNER)


def _note(owner: Membership, author: Actor, ip: str | None = None) -> None:
    details = {"owner": owner.user.email}
    record("workspace.created", workspace=owner.workspace, actor=author, about=owner.workspace, details=details, ip=ip)
