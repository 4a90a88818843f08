"""Roles and leaving. A workspace always keeps an owner who can sign in."""

from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.services.audit import record
from accounts.services.sessions import end_sessions
from accounts.signals import member_leaves
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.versions import expect_version


class LastOwner(Conflict):
    code = "last_owner"


class AlreadyOwner(Invalid):
    code = "already_owner"


class MemberInactive(Conflict):
    code = "member_inactive"


def values_of(membership: Membership) -> dict[str, Any]:
    """What owners set for a member."""
    return {"role": membership.role}


@transaction.atomic
def change_role(
    *, membership: Membership, role: str, author: Actor, expected: str | None = None, ip: str | None = None
) -> Membership:
    owners = _lock_owners(membership.workspace)
    locked = _lock(membership)
    expect_version(expected, values_of(locked))
    if locked.role == role:
        return locked
    if locked.is_owner:
        _keep_one(owners, without=locked)
    before, locked.role = locked.role, role
    locked.save(update_fields=["role"])
    record(
        "member.role_changed",
        workspace=locked.workspace,
        actor=author,
        about=locked,
        details={"member": locked.name, "from": before, "to": role},
        ip=ip,
    )
    return locked


@transaction.atomic
def remove_member(*, membership: Membership, author: Actor, ip: str | None = None) -> None:
    """Every next request of theirs finds no workspace; who belongs to none any more is signed out everywhere."""
    owners = _lock_owners(membership.workspace)
    locked = _lock(membership)
    if locked.is_owner:
        _keep_one(owners, without=locked)
    user = locked.user
    member_leaves.send(sender=Membership, membership=locked)
    record(
        "member.removed",
        workspace=locked.workspace,
        actor=author,
        about=locked,
        details={"member": locked.name, "email": user.email, "role": locked.role},
        ip=ip,
    )
    locked.delete()
    if not user.is_staff and not Membership.objects.filter(user=user).exists():
        end_sessions(user)


@transaction.atomic
def transfer_ownership(*, giver: Membership, heir: Membership, author: Actor, ip: str | None = None) -> Membership:
    """The heir becomes an owner and the giver an agent, in one step."""
    _lock_owners(giver.workspace)
    leaving, locked = _lock(giver), _lock(heir)
    if not leaving.is_owner:
        raise Forbidden
    if locked.is_owner:
        raise AlreadyOwner
    if not locked.user.is_active:
        raise MemberInactive
    locked.role = Membership.Role.OWNER
    locked.save(update_fields=["role"])
    leaving.role = Membership.Role.AGENT
    leaving.save(update_fields=["role"])
    record(
        "workspace.ownership_transferred",
        workspace=locked.workspace,
        actor=author,
        about=locked,
        details={"from": leaving.name, "to": locked.name},
        ip=ip,
    )
    return locked


def _lock_owners(workspace: Workspace) -> list[Membership]:
    """Whoever takes an owner away holds all owners, so that two cannot take away each other."""
    owners = Membership.objects.for_workspace(workspace).owners()
    locked = owners.select_for_update(no_key=True, of=("self",)).select_related("user").order_by("pk")
    return list(locked)


def _lock(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(no_key=True, of=("self",)).select_related("user", "workspace")
    found = rows.filter(pk=membership.pk).first()
    if found is None:
        raise NotFound
    return found


def _keep_one(owners: list[Membership], *, without: Membership) -> None:
    if not any(owner.user.is_active for owner in owners if owner.pk != without.pk):
        raise LastOwner
