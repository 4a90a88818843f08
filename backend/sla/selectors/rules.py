"""The policies of workspaces, with all their versions, ready to measure by: one query, however many chats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from sla.models import PolicyVersion
from sla.policy_fit import HoursVersion, PolicyHistory, TargetsVersion, timeline_for
from sla.selectors.hours import load_histories
from sla.timeline import BUILT_IN, Timeline


@dataclass
class Rules:
    """What was in force at the moment of loading; a timeline is put together once per account."""

    histories: dict[int, list[PolicyHistory]] = field(default_factory=dict)
    _timelines: dict[int, Timeline] = field(default_factory=dict)

    def timeline(self, workspace_id: int, *, chat_account_id: int, marketplace: str) -> Timeline:
        histories = self.histories.get(workspace_id)
        if not histories:
            return BUILT_IN
        if chat_account_id not in self._timelines:
            self._timelines[chat_account_id] = timeline_for(
                histories, chat_account_id=chat_account_id, marketplace=marketplace
            )
        return self._timelines[chat_account_id]

    def as_chosen(self) -> Rules:
        """As if nothing had ever been built in for those who made a choice of their own."""
        return Rules({id_: [history.as_chosen() for history in found] for id_, found in self.histories.items()})


def load_rules(workspace_ids: Collection[int]) -> Rules:
    rows = list(
        PolicyVersion.objects.filter(policy__workspace_id__in=workspace_ids)
        .annotate(hours=Max("calendar__versions"))
        .select_related("policy")
        .order_by("policy_id", "number")
    )
    hours = load_histories({row.hours for row in rows if row.hours is not None})
    by_policy: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_policy[row.policy_id].append(row)
    rules = Rules()
    for versions in by_policy.values():
        history = _history(versions, hours)
        rules.histories.setdefault(versions[0].policy.workspace_id, []).append(history)
    return rules


def _history(rows: Sequence[Any], hours: dict[int, tuple[HoursVersion, ...]]) -> PolicyHistory:
    policy = rows[0].policy
    return PolicyHistory(
        versions=tuple(
            TargetsVersion(
                id=row.pk,
                in_force_from=row.in_force_from,
                first_minutes=row.first_minutes,
                next_minutes=row.next_minutes,
                warn_percent=row.warn_percent,
                hours=hours[row.hours] if row.hours is not None else (),
                is_built_in=row.is_built_in,
            )
            for row in rows
        ),
        deleted_at=policy.deleted_at,
        marketplace=policy.marketplace,
        chat_account_id=policy.chat_account_id,
        recomputed_at=tuple(policy.recomputed_at),
    )
