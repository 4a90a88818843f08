"""How fast buyers were answered: in all, first and next replies apart, and by what the figures are told apart by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import F

from accounts.models import Membership
from sla.facts import Kind
from sla.reports.aggregates import aggregate
from sla.reports.figures import Figures
from sla.reports.groups import hour_of_week, person
from sla.reports.selection import Selection


class Group(StrEnum):
    NONE = "none"
    ACCOUNT = "account"
    MEMBER = "member"
    HOUR_OF_WEEK = "hour_of_week"


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """``key`` is what the list of obligations is narrowed by; ``title`` is a name, where the group has one."""

    key: str
    title: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    total: Figures
    first: Figures
    next: Figures
    groups: tuple[GroupFigures, ...] = ()


def response_times(selection: Selection, group: Group = Group.NONE) -> ResponseTimes:
    found = aggregate(selection.obligations(), as_of=selection.as_of, key=_key(selection, group))
    titles = _titles(selection, group)
    return ResponseTimes(
        total=found.total,
        first=found.by_kind.get(Kind.FIRST, Figures()),
        next=found.by_kind.get(Kind.NEXT, Figures()),
        groups=tuple(GroupFigures(str(key), titles.get(str(key), ""), of) for key, of in found.by_key.items()),
    )


def _key(selection: Selection, group: Group) -> Any:
    match group:
        case Group.NONE:
            return None
        case Group.ACCOUNT:
            return F("chat_account_id")
        case Group.MEMBER:
            return person()
        case Group.HOUR_OF_WEEK:
            return hour_of_week(selection.zone)


def _titles(selection: Selection, group: Group) -> Mapping[str, str]:
    match group:
        case Group.ACCOUNT:
            return {str(account.id): account.title for account in selection.accounts}
        case Group.MEMBER:
            return _names(selection.workspace_id)
        case _:
            return {}


def _names(workspace_id: int) -> dict[str, str]:
    members = Membership.objects.filter(workspace=workspace_id).select_related("user")
    return {str(member.pk): member.name for member in members}
