"""Taking new targets over to what is open: shown beforehand, decided in one row, carried out chat by chat.

The decision is a moment kept with the policy, and from then on every derivation honours it. So it does not matter which
process brings a chat up to date, how often, or whether one dies: what is left is found by its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.actor import Actor
from accounts.services import audit
from chats.models import Chat
from chats.services.changes import change_feed, record_chat
from chats.services.clock import refresh_clocks
from core.queue import enqueue
from sla.deadline import deadline, version_at
from sla.facts import Kind
from sla.models import Obligation, Policy, Recompute
from sla.selectors.policies import reached_accounts
from sla.selectors.rules import load_rules
from sla.services.kept_rows import lock_kept

SLICE: Final = 200
TASK: Final = "chats.recompute_slice"


@dataclass(frozen=True)
class Effect:
    """``open`` obligations are within the policy's reach; of these ``changes`` get another due time or warning, and
    ``late`` are overdue by it at once."""

    open: int
    changes: int
    late: int


def preview_recompute(*, policy: Policy, now: datetime) -> Effect:
    rules = load_rules({policy.workspace_id})
    accounts = dict(reached_accounts(policy).values_list("pk", "marketplace"))
    rows = (
        Obligation.objects.open()
        .filter(chat_account__in=accounts)
        .values_list("chat_account_id", "kind", "opened_at", "warn_at", "due_at")
    )
    total = changes = late = 0
    for account_id, kind, opened_at, warn_at, due_at in rows.iterator():
        timeline = rules.timeline(policy.workspace_id, chat_account_id=account_id, marketplace=accounts[account_id])
        version = version_at(timeline.versions, now)
        minutes = version.first_minutes if kind == Kind.FIRST else version.next_minutes
        times = deadline(opened_at=opened_at, target_minutes=minutes, policy=version)
        total += 1
        if (times.warn_at, times.due_at) != (warn_at, due_at):
            changes += 1
            late += times.due_at < now
    return Effect(open=total, changes=changes, late=late)


def recompute_open(
    *, policy: Policy, actor: Actor, now: datetime, ip: str | None = None
) -> tuple[Effect, Recompute | None]:
    """Decide it and do the first of it; None when there was nothing to change."""
    with transaction.atomic():
        locked = lock_kept(policy)
        effect = preview_recompute(policy=locked, now=now)
        if not effect.changes:
            return effect, None
        locked.recomputed_at = [*locked.recomputed_at, now]
        locked.save(update_fields=["recomputed_at"])
        recompute = Recompute.objects.create(policy=locked, at=now, author_name=actor.name)
        details = {"open": effect.open, "changes": effect.changes}
        audit.record("policy.recomputed", workspace=locked.workspace, actor=actor, about=locked, details=details, ip=ip)
    if not recompute_slice(recompute_id=recompute.pk, now=now):
        enqueue(TASK, recompute_id=recompute.pk)
    recompute.refresh_from_db()
    return effect, recompute


def recompute_slice(*, recompute_id: int, now: datetime) -> bool:
    """Bring the next chats up to date; False while there are more. What another process is at is left to it."""
    with change_feed():
        unfinished = Recompute.objects.filter(finished_at=None).select_for_update(of=("self",), skip_locked=True)
        recompute = unfinished.select_related("policy__workspace").filter(pk=recompute_id).first()
        if recompute is None:
            return True
        chats = _next_chats(recompute)
        changed = refresh_clocks(chats, now=now)
        for chat in changed:
            record_chat(chat)
        recompute.changes += len(changed)
        if len(chats) == SLICE:
            recompute.last_chat_id = chats[-1].pk
        else:
            recompute.finished_at = now
        recompute.save(update_fields=["changes", "last_chat_id", "finished_at"])
    return recompute.finished_at is not None


def resume_recomputes() -> None:
    """Those whose process died or whose call the broker lost; one that is under way does not notice."""
    for recompute_id in Recompute.objects.filter(finished_at=None).order_by("pk").values_list("pk", flat=True)[:100]:
        enqueue(TASK, recompute_id=recompute_id)


def _next_chats(recompute: Recompute) -> list[Chat]:
    policy = recompute.policy
    waiting = Chat.objects.for_workspace(policy.workspace).filter(
        pk__gt=recompute.last_chat_id, due_at__isnull=False, chat_account__in=reached_accounts(policy)
    )
    ids = list(waiting.order_by("pk").values_list("pk", flat=True)[:SLICE])
    locked = Chat.objects.select_for_update(of=("self",)).select_related("chat_account").order_by("pk")
    return list(locked.filter(pk__in=ids))
