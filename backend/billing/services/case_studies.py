"""A pilot told to the world: only with the agreement of whom it is about, and only figures that were measured."""

from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from accounts.services.audit import record
from billing.models import Pilot
from billing.refusals import CaseNotReady
from core.errors import NotFound


@transaction.atomic
def keep_consent(*, pilot: Pilot, given_by: str, author: Actor, now: datetime, ip: str | None = None) -> None:
    locked = _lock(pilot)
    locked.consented_at, locked.consent_given_by = now, given_by
    locked.save(update_fields=["consented_at", "consent_given_by"])
    _note("pilot.consent_kept", locked, author, ip)


@transaction.atomic
def withdraw_consent(*, pilot: Pilot, author: Actor, ip: str | None = None) -> None:
    """The page is gone in the same moment."""
    locked = _lock(pilot)
    locked.consented_at, locked.consent_given_by, locked.published_at = None, "", None
    locked.save(update_fields=["consented_at", "consent_given_by", "published_at"])
    _note("pilot.consent_withdrawn", locked, author, ip)


@transaction.atomic
def publish_case(*, pilot: Pilot, author: Actor, now: datetime, ip: str | None = None) -> None:
    locked = _lock(pilot)
    needed = (locked.consented_at, locked.baseline, locked.result, locked.slug, locked.case_title, locked.case_text)
    if not all(needed):
        raise CaseNotReady
    locked.published_at = now
    locked.save(update_fields=["published_at"])
    _note("pilot.published", locked, author, ip)


@transaction.atomic
def unpublish_case(*, pilot: Pilot, author: Actor, ip: str | None = None) -> None:
    locked = _lock(pilot)
    locked.published_at = None
    locked.save(update_fields=["published_at"])
    _note("pilot.unpublished", locked, author, ip)


def _lock(pilot: Pilot) -> Pilot:
    found = Pilot.objects.select_for_update(of=("self",)).select_related("workspace").filter(pk=pilot.pk).first()
    if found is None:
        raise NotFound
    return found


def _note(action: str, pilot: Pilot, author: Actor, ip: str | None) -> None:
    record(action, workspace=pilot.workspace, actor=author, about=pilot, details={"slug": pilot.slug}, ip=ip)
