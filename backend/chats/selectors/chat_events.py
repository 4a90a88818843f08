"""What people did to a chat, from the audit log: nobody but them writes there."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import AuditEntry
from chats.models import Chat

PREFIX = "chat."
KINDS = ("assigned", "closed", "reopened", "snoozed", "waived", "unwaived")


def events_of(chat: Chat) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(object_kind="chat", object_id=str(chat.pk), workspace=chat.workspace_id)
    return entries.filter(action__in=[f"{PREFIX}{kind}" for kind in KINDS])
