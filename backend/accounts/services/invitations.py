"""Inviting people by mail. Whether an address is known to the product changes nothing that the inviter can see."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Invitation, Membership, Workspace
from accounts.services.audit import record
from accounts.services.invitation_refusals import AlreadyInvited, AlreadyMember
from accounts.services.member_limit import refuse_more_members
from core.crypto import digest
from core.errors import LimitReached, NotFound
from core.mail import send_mail

GOOD_FOR: Final = timedelta(days=7)
SENT_AGAIN_AFTER: Final = timedelta(minutes=1)


@transaction.atomic
def invite(
    *,
    workspace: Workspace,
    email: str,
    role: str,
    language: str,
    author: Actor,
    now: datetime,
    ip: str | None = None,
) -> Invitation:
    address = email.strip().lower()
    if Membership.objects.for_workspace(workspace).filter(user__email=address).exists():
        raise AlreadyMember(attr="email")
    refuse_more_members(workspace, now=now, with_invited=True)
    token = _new_token()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                workspace=workspace,
                email=address,
                role=role,
                language=language,
                digest=digest(token),
                invited_by=author.user,
                invited_by_name=author.name,
                created_at=now,
                sent_at=now,
                expires_at=now + GOOD_FOR,
            )
    except IntegrityError:
        raise AlreadyInvited(attr="email") from None
    _note("invitation.created", invitation, author, ip)
    _send(invitation, token)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, author: Actor, now: datetime, ip: str | None = None) -> Invitation:
    """A new link, good for the whole time again; the one before it no longer works."""
    locked = _lock(invitation)
    if now < locked.sent_at + SENT_AGAIN_AFTER:
        wait = locked.sent_at + SENT_AGAIN_AFTER - now
        raise LimitReached(params={"retry_after": int(wait.total_seconds()) + 1})
    token = _new_token()
    locked.digest, locked.sent_at, locked.expires_at = digest(token), now, now + GOOD_FOR
    locked.save(update_fields=["digest", "sent_at", "expires_at"])
    _note("invitation.sent_again", locked, author, ip)
    _send(locked, token)
    return locked


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, author: Actor, ip: str | None = None) -> None:
    locked = _lock(invitation)
    _note("invitation.revoked", locked, author, ip)
    locked.delete()


def _lock(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.open().select_for_update(of=("self",)).select_related("workspace")
    found = rows.filter(pk=invitation.pk).first()
    if found is None:
        raise NotFound
    return found


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def _note(action: str, invitation: Invitation, author: Actor, ip: str | None) -> None:
    record(
        action,
        workspace=invitation.workspace,
        actor=author,
        about=invitation,
        details={"email": invitation.email, "role": invitation.role},
        ip=ip,
    )


def _send(invitation: Invitation, token: str) -> None:
    """What opens the door stands behind the `#`, which browsers send to no server and no log sees."""
    context = {
        "workspace": invitation.workspace.name,
        "inviter": invitation.invited_by_name,
        "is_owner": invitation.role == Membership.Role.OWNER,
        "address": f"{settings.PUBLIC_URL}/invitation#{token}",
        "expires_at": invitation.expires_at,
    }
    send_mail(template="invitation", to=[invitation.email], language=invitation.language, context=context)
