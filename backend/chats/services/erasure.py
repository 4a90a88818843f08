"""Erasing a workspace for good once the grace of its deletion is over, a slice at a time."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.models import Membership, User, Workspace
from accounts.services import audit
from chats.models import Chat, ChatAccount
from chats.services.schedules import remove_looks

log = logging.getLogger(__name__)

CHATS_AT_ONCE: Final = 100


def erase_slice(*, now: datetime) -> bool:
    """Some chats of a workspace whose time is up, or at last the workspace itself; False when there is none."""
    workspace = Workspace.objects.filter(closes_at__lte=now).order_by("closes_at", "pk").first()
    if workspace is None:
        return False
    chats = list(Chat.objects.for_workspace(workspace).order_by("pk").values_list("pk", flat=True)[:CHATS_AT_ONCE])
    if chats:
        with transaction.atomic():
            Chat.objects.filter(pk__in=chats).delete()
        return True
    _erase_rest(workspace)
    return True


@transaction.atomic
def _erase_rest(workspace: Workspace) -> None:
    """With the people who belonged to no other workspace. The audit log stays: nobody can change it."""
    for account in ChatAccount.objects.for_workspace(workspace):
        remove_looks(account)
    elsewhere = Membership.objects.filter(user=OuterRef("pk")).exclude(workspace=workspace)
    members = User.objects.filter(memberships__workspace=workspace, is_staff=False)
    leaving = list(members.filter(~Exists(elsewhere)).values_list("pk", flat=True))
    about, slug = workspace.pk, workspace.slug
    workspace.delete()
    User.objects.filter(pk__in=leaving).delete()
    audit.record(
        "workspace.erased",
        workspace=None,
        actor=Actor.for_system("retention"),
        details={"workspace_id": about, "slug": slug, "people": len(leaving)},
    )
    log.info("workspace.erased", extra={"workspace_id": about, "people": len(leaving)})
