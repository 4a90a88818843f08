from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from accounts.services.audit import record
from billing.models import Document


@transaction.atomic
def change_document(
    *, document: Document, title: str, text: str, author: Actor, now: datetime, ip: str | None = None
) -> Document:
    """Each change is a new revision, so that it stays known what somebody agreed to."""
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if (locked.title, locked.text) == (title, text):
        return locked
    locked.title, locked.text, locked.updated_at = title, text, now
    locked.revision += 1
    locked.save(update_fields=["title", "text", "revision", "updated_at"])
    record(
        "document.changed",
        workspace=None,
        actor=author,
        about=locked,
        details={"kind": locked.kind, "revision": locked.revision, "title": title, "text": text},
        ip=ip,
    )
    return locked
