"""A lead becomes a workspace on trial: made, the owner asked in, started, measured, ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Invitation, Membership, Workspace
from accounts.services.audit import record
from accounts.services.invitations import invite, send_again
from accounts.services.workspace_settings import WorkspaceCloses
from accounts.services.workspaces import create_empty_workspace
from billing.models import Lead, Pilot
from billing.refusals import OwnerIsThere, PilotDatesBackwards, PilotExists, PilotNotOpen
from billing.services.leads import take_waiting


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed: for whom, from when until when, on which conditions."""

    owner_email: str
    starts_on: date
    ends_on: date
    text: str
    price_after: int | None = None


@transaction.atomic
def take_lead(*, lead: Lead, name: str, slug: str, terms: Terms, author: Actor, ip: str | None = None) -> Pilot:
    """The first of two deeds: a workspace without anybody in it, with a pilot."""
    locked = take_waiting(lead)
    workspace = create_empty_workspace(name=name, slug=slug, author=author)
    pilot = plan_pilot(workspace=workspace, terms=terms, lead=locked, author=author, ip=ip)
    locked.state = Lead.State.TAKEN
    locked.save(update_fields=["state"])
    return pilot


@transaction.atomic
def plan_pilot(
    *, workspace: Workspace, terms: Terms, author: Actor, lead: Lead | None = None, ip: str | None = None
) -> Pilot:
    """Access begins with the first day; the figures of before are taken over once the pilot runs."""
    if terms.ends_on < terms.starts_on:
        raise PilotDatesBackwards(attr="ends_on")
    if workspace.closes_at is not None:
        raise WorkspaceCloses
    try:
        with transaction.atomic():
            pilot = Pilot.objects.create(
                workspace=workspace,
                lead=lead,
                owner_email=terms.owner_email.strip().lower(),
                terms=terms.text,
                starts_on=terms.starts_on,
                ends_on=terms.ends_on,
                price_after=terms.price_after,
            )
    except IntegrityError:
        raise PilotExists from None
    _note("pilot.planned", pilot, author, ip, starts_on=pilot.starts_on, ends_on=pilot.ends_on)
    return pilot


@transaction.atomic
def invite_owner(*, pilot: Pilot, author: Actor, now: datetime, ip: str | None = None) -> Pilot:
    """The second: a mail with the door. Asked again, a new mail replaces the one before."""
    locked = lock_open(pilot)
    workspace, email = locked.workspace, locked.owner_email
    if Membership.objects.for_workspace(workspace).filter(user__email=email).exists():
        raise OwnerIsThere
    waiting = Invitation.objects.for_workspace(workspace).open().filter(email=email).first()
    if waiting is None:
        role, language = Membership.Role.OWNER, "ru"
        invite(workspace=workspace, email=email, role=role, language=language, author=author, now=now, ip=ip)
    else:
        send_again(invitation=waiting, author=author, now=now, ip=ip)
    locked.invited_at = now
    locked.save(update_fields=["invited_at"])
    _note("pilot.owner_invited", locked, author, ip, email=email)
    return locked


@transaction.atomic
def start_pilot(*, pilot: Pilot, author: Actor) -> None:
    locked = lock_open(pilot)
    if locked.state == Pilot.State.PLANNED:
        locked.state = Pilot.State.RUNNING
        locked.save(update_fields=["state"])
        _note("pilot.started", locked, author, None)


@transaction.atomic
def keep_baseline(*, pilot: Pilot, figures: dict[str, Any], author: Actor) -> None:
    """How the workspace answered before; once kept it stays as it is."""
    locked = lock_open(pilot)
    if locked.baseline is None:
        locked.baseline = figures
        locked.save(update_fields=["baseline"])
        _note("pilot.baseline_kept", locked, author, None, n=figures["total"]["n"])


@transaction.atomic
def finish_pilot(*, pilot: Pilot, figures: dict[str, Any], author: Actor) -> None:
    locked = lock_open(pilot)
    locked.state, locked.result = Pilot.State.FINISHED, figures
    locked.save(update_fields=["state", "result"])
    _note("pilot.finished", locked, author, None, n=figures["total"]["n"])


@transaction.atomic
def cancel_pilot(*, pilot: Pilot, author: Actor, now: datetime, ip: str | None = None) -> None:
    """What it granted ends now, and the days of grace begin; what was measured stays."""
    locked = lock_open(pilot)
    locked.state, locked.stopped_at = Pilot.State.CANCELLED, now
    locked.save(update_fields=["state", "stopped_at"])
    _note("pilot.cancelled", locked, author, ip)


def lock_open(pilot: Pilot) -> Pilot:
    locked = Pilot.objects.open().select_for_update(of=("self",)).select_related("workspace").filter(pk=pilot.pk)
    found = locked.first()
    if found is None:
        raise PilotNotOpen
    return found


def _note(action: str, pilot: Pilot, author: Actor, ip: str | None, **details: object) -> None:
    record(action, workspace=pilot.workspace, actor=author, about=pilot, details=details, ip=ip)
