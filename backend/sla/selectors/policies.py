"""Policies with their newest versions, and what they may be for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import Workspace
from sla.models import Calendar, CalendarVersion, Policy, PolicyVersion
from sla.models.policy import PolicyQuerySet


def policies_of(workspace: Workspace) -> PolicyQuerySet:
    return Policy.objects.for_workspace(workspace).kept().select_related("chat_account")


def newest_targets(policies: Sequence[Policy]) -> dict[int, PolicyVersion]:
    """The newest version of each policy, by the policy's id."""
    rows = PolicyVersion.objects.filter(policy__in=policies, number=F("policy__revision")).select_related("calendar")
    return {row.policy_id: row for row in rows}


def newest_hours(calendars: Iterable[Calendar]) -> dict[int, CalendarVersion]:
    """The newest version of each calendar, by the calendar's id."""
    rows = CalendarVersion.objects.filter(calendar__in=[calendar.pk for calendar in calendars])
    return {row.calendar_id: row for row in rows.order_by("calendar_id", "-number").distinct("calendar_id")}


def has_account(workspace: Workspace, account_id: int) -> bool:
    return _accounts(workspace).filter(pk=account_id).exists()


def has_marketplace(workspace: Workspace, marketplace: str) -> bool:
    """Whether the workspace has, or had, a cabinet there."""
    return _accounts(workspace).filter(marketplace=marketplace).exists()


def reached_accounts(policy: Policy) -> QuerySet[Any]:
    """The chat accounts for which this policy is, now, the narrowest one."""
    accounts = _accounts(policy.workspace)
    narrower = Policy.objects.kept().filter(workspace=policy.workspace)
    own = narrower.filter(scope=Policy.Scope.CHAT_ACCOUNT).values("chat_account")
    if policy.scope == Policy.Scope.CHAT_ACCOUNT:
        return accounts.filter(pk=policy.chat_account_id)
    if policy.scope == Policy.Scope.MARKETPLACE:
        return accounts.filter(~Q(pk__in=own), marketplace=policy.marketplace)
    of_marketplaces = narrower.filter(scope=Policy.Scope.MARKETPLACE).values("marketplace")
    return accounts.exclude(pk__in=own).exclude(marketplace__in=of_marketplaces)


def _accounts(workspace: Workspace) -> QuerySet[Any]:
    """Accounts are known here by the foreign key alone."""
    model: Any = Policy._meta.get_field("chat_account").related_model
    found: QuerySet[Any] = model._default_manager.filter(workspace=workspace)
    return found
