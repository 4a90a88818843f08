"""Chat accounts together with where their sync stands."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from accounts.models import Workspace
from chats.models import ChatAccount, SyncRun
from chats.models.chat_account import ChatAccountQuerySet


def accounts_of(workspace: Workspace) -> ChatAccountQuerySet:
    return ChatAccount.objects.for_workspace(workspace).select_related("sync_state")


def known_ids(workspace: Workspace, ids: Collection[int]) -> set[int]:
    return set(ChatAccount.objects.for_workspace(workspace).filter(pk__in=ids).values_list("pk", flat=True))


def count_live(workspace: Workspace) -> int:
    return ChatAccount.objects.for_workspace(workspace).live().count()


def owners_on_paper(workspace: Workspace) -> list[tuple[str, str]]:
    """Name and INN of those whose cabinets are connected, as the marketplace says them; the first connected first."""
    named = accounts_of(workspace).live().exclude(legal_name="", inn="")
    return list(named.order_by("connected_at", "pk").values_list("legal_name", "inn"))


def runs_of(account: ChatAccount) -> QuerySet[SyncRun]:
    return SyncRun.objects.filter(chat_account=account)
