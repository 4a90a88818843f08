"""How fast buyers were answered: in all, first and next replies apart, and by what the figures are told apart by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from accounts.models import Membership
from sla.facts import Kind
from sla.reports.aggregates import figures_by, figures_of
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
    obligations = selection.obligations()
    by_kind = figures_by(obligations, "kind", as_of=selection.as_of)
    return ResponseTimes(
        total=figures_of(obligations, as_of=selection.as_of),
        first=by_kind.get((Kind.FIRST,), Figures()),
        next=by_kind.get((Kind.NEXT,), Figures()),
        groups=tuple(_groups(selection, obligations, group)),
    )


def _groups(selection: Selection, obligations: Any, group: Group) -> list[GroupFigures]:
    match group:
        case Group.NONE:
            return []
        case Group.ACCOUNT:
            titles = {str(account.id): account.title for account in selection.accounts}
            found = figures_by(obligations, "chat_account", as_of=selection.as_of)
        case Group.MEMBER:
            found = figures_by(obligations.annotate(person=person()), "person", as_of=selection.as_of)
            titles = _names(selection.workspace_id)
        case Group.HOUR_OF_WEEK:
            found = figures_by(obligations.annotate(hour=hour_of_week(selection.zone)), "hour", as_of=selection.as_of)
            titles = {}
    return _titled({str(key): figures for (key,), figures in found.items()}, titles)


def _titled(found: Mapping[str, Figures], titles: Mapping[str, str]) -> list[GroupFigures]:
    return [GroupFigures(key, titles.get(key, ""), figures) for key, figures in found.items()]


def _names(workspace_id: int) -> dict[str, str]:
    members = Membership.objects.filter(workspace=workspace_id).select_related("user")
    return {str(member.pk): member.name for member in members}
