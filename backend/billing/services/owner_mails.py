"""What the mails about money to the owners of a workspace have in common."""

from __future__ import annotations

from django.conf import settings

from accounts.models import Workspace
from billing.support import support_contact, support_link


def context_of(workspace: Workspace) -> dict[str, object]:
    return {
        "workspace": workspace.name,
        "time_zone": workspace.time_zone,
        "address": f"{settings.PUBLIC_URL}/w/{workspace.slug}/settings/billing",
        "support": support_contact(),
        "support_link": support_link(),
    }
