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
    owners = Membership.objects.for_workspace(export.workspace).filter(role=Membership.Role.OWNER, user__is_active=True)
    asker = owners.filter(pk=export.asker_id).select_related("user").first()
    if asker is None:
        return
    context = {
        "workspace": export.workspace.name,
        "address": f"{settings.PUBLIC_URL}/w/{export.workspace.slug}/settings/data",
        "expires_at": export.expires_at,
    }
    send_mail(template="export_ready", to=[asker.user.email], language=asker.user.language, context=context)
