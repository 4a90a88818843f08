"""Somebody wants to hear from us."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.actor import Actor
from accounts.services.audit import record
from billing.models import Document, Lead
from billing.refusals import ConsentMissing, LeadSettled
from billing.selectors.documents import find_document
from billing.support import support_email
from core.mail import send_mail

STAFF_LANGUAGE: Final = "ru"


@transaction.atomic
def leave_lead(*, contact: str, agreed: bool, now: datetime) -> Lead:
    """Kept with the revision of the privacy page that was agreed to; staff are told by mail."""
    if not agreed:
        raise ConsentMissing(attr="consent")
    lead = Lead.objects.create(
        contact=contact,
        consented_at=now,
        consent_revision=find_document(Document.Kind.PRIVACY).revision,
        created_at=now,
    )
    if address := support_email():
        send_mail(template="lead", to=[address], language=STAFF_LANGUAGE, context={"contact": contact, "at": now})
    return lead


@transaction.atomic
def decline_lead(*, lead: Lead, author: Actor, ip: str | None = None) -> None:
    locked = take_waiting(lead)
    locked.state = Lead.State.DECLINED
    locked.save(update_fields=["state"])
    record("lead.declined", workspace=None, actor=author, about=locked, ip=ip)


@transaction.atomic
def forget_lead(*, lead: Lead, author: Actor, ip: str | None = None) -> None:
    """On request of the person: nothing of what they left stays but that it was erased."""
    record("lead.forgotten", workspace=None, actor=author, about=lead, ip=ip)
    lead.delete()


def take_waiting(lead: Lead) -> Lead:
    """Locked until the end of the transaction, so that two of the staff do not settle it twice."""
    locked = Lead.objects.select_for_update().filter(pk=lead.pk).first()
    if locked is None or locked.state != Lead.State.NEW:
        raise LeadSettled
    return locked
