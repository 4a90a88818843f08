"""Coming in by an invitation: whoever holds the link has read the mail, so the address is theirs."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Invitation, Membership, User
from accounts.services.audit import record
from accounts.services.invitation_refusals import (
    InvitationExpired,
    InvitationForAnother,
    InvitationUnknown,
    SignInFirst,
)
from accounts.services.member_limit import refuse_more_members
from accounts.services.passwords import set_strong_password
from core.crypto import digest


def find_invitation(token: str, *, now: datetime) -> Invitation:
    return _usable(Invitation.objects.filter(digest=digest(token)).select_related("workspace").first(), now)


def has_account(invitation: Invitation) -> bool:
    return User.objects.filter(email=invitation.email).exists()


@transaction.atomic
def accept_as_user(*, token: str, user: User, now: datetime, ip: str | None = None) -> Membership:
    invitation = _lock(token, now)
    if user.email != invitation.email:
        raise InvitationForAnother
    return _admit(invitation, user, now, ip)


@transaction.atomic
def accept_as_new_user(*, token: str, name: str, password: str, now: datetime, ip: str | None = None) -> Membership:
    """The person is created; who has an account already signs in instead."""
    invitation = _lock(token, now)
    if has_account(invitation):
        raise SignInFirst
    user = User(email=invitation.email, name=name, language=invitation.language)
    set_strong_password(user, password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise SignInFirst from None
    return _admit(invitation, user, now, ip)


def _admit(invitation: Invitation, user: User, now: datetime, ip: str | None) -> Membership:
    """Who belongs to the workspace meanwhile keeps the role they have."""
    if not Membership.objects.filter(workspace=invitation.workspace, user=user).exists():
        refuse_more_members(invitation.workspace, now=now)
    membership, is_new = Membership.objects.get_or_create(
        workspace=invitation.workspace, user=user, defaults={"role": invitation.role}
    )
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    if is_new:
        record(
            "member.joined",
            workspace=invitation.workspace,
            actor=Actor.for_member(membership),
            about=membership,
            details={"email": user.email, "role": membership.role, "invited_by": invitation.invited_by_name},
            ip=ip,
        )
    return membership


def _lock(token: str, now: datetime) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("workspace")
    return _usable(rows.filter(digest=digest(token)).first(), now)


def _usable(invitation: Invitation | None, now: datetime) -> Invitation:
    if invitation is None or invitation.accepted_at is not None:
        raise InvitationUnknown
    if now >= invitation.expires_at:
        raise InvitationExpired
    return invitation
