"""Chat accounts together with where their sync stands."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Workspace
from chats.models import ChatAccount, SyncRun
from chats.models.chat_account import ChatAccountQuerySet


def accounts_of(workspace: Workspace) -> ChatAccountQuerySet:
    return ChatAccount.objects.for_workspace(workspace).select_related("sync_state")


def runs_of(account: ChatAccount) -> QuerySet[SyncRun]:
    return SyncRun.objects.filter(chat_account=account)
