"""Baselines of cabinets: frozen when their past is imported, and measured by the targets and hours of their owner."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chats.models import ChatAccount, SyncState
from sla.models import Baseline
from sla.selectors.rules import load_rules
from sla.services.baseline_measures import measure_baseline, outdated_baselines
from sla.services.baselines import freeze_baseline

MOST_AT_ONCE: Final = 100


def freeze_due_baselines(*, now: datetime) -> int:
    """Those whose import is through; a cabinet that was imported again keeps the first one."""
    imported = ChatAccount.objects.filter(baseline=None, sync_state__import_state=SyncState.ImportState.DONE)
    accounts = list(imported.order_by("pk")[:MOST_AT_ONCE])
    for account in accounts:
        freeze(account, now=now)
    return len(accounts)


def freeze(account: ChatAccount, *, now: datetime, anew: bool = False) -> Baseline:
    """With `anew` the earlier baseline is given up, for an import that was repeated because the first one was wrong."""
    return freeze_baseline(
        workspace_id=account.workspace_id,
        chat_account_id=account.pk,
        connected_at=account.connected_at,
        now=now,
        anew=anew,
    )


def measure_outdated_baselines(*, now: datetime) -> int:
    """Those whose workspace has chosen targets or hours since; what was built in until then measures no past of it."""
    outdated = list(outdated_baselines().select_related("chat_account").order_by("pk")[:MOST_AT_ONCE])
    rules = load_rules({baseline.workspace_id for baseline in outdated}).as_chosen()
    for baseline in outdated:
        marketplace = baseline.chat_account.marketplace
        timeline = rules.timeline(
            baseline.workspace_id, chat_account_id=baseline.chat_account_id, marketplace=marketplace
        )
        measure_baseline(baseline, timeline, now=now)
    return len(outdated)
