"""The cabinets of a workspace as the reports know them, those that were disconnected too."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.functions import Coalesce

from accounts.models import Workspace
from chats.models import ChatAccount
from sla.reports.selection import ReportedAccount


def reported_accounts(workspace: Workspace, *, only: Collection[int] = ()) -> list[ReportedAccount]:
    """All, or those among `only` that are of this workspace. A cabinet that came back keeps its first connection."""
    accounts = ChatAccount.objects.for_workspace(workspace)
    if only:
        accounts = accounts.filter(pk__in=only)
    first = Coalesce("baseline__ends_at", "connected_at")
    rows = accounts.annotate(first=first).order_by("pk").values_list("pk", "title", "first")
    return [ReportedAccount(id=pk, title=title, connected_at=at) for pk, title, at in rows]
