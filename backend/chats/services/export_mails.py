"""Whoever asked for an export is told when it is there."""

from __future__ import annotations

from django.conf import settings

from accounts.models import Membership
from chats.models import Export
from core.mail import send_mail


def tell_ready(export: Export) -> None:
    """With the transaction that makes it ready, and so once; who is no owner any more may not have it."""
    if export.asker_id is None:
        return
    asker = Membership.objects.for_workspace(export.workspace).owners_to_tell().filter(pk=export.asker_id).first()
    if asker is None:
        return
    context = {
        "workspace": export.workspace.name,
        "address": f"{settings.PUBLIC_URL}/w/{export.workspace.slug}/settings/data",
        "expires_at": export.expires_at,
    }
    send_mail(template="export_ready", to=[asker.user.email], language=asker.user.language, context=context)
