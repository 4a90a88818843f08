"""Working hours: each change is a version of its own, in force from the moment of the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services import audit
from core.errors import DomainError
from sla import calendar_rules
from sla.hours import StoredException, calendar_from
from sla.models import Calendar, CalendarVersion, PolicyVersion
from sla.services.kept_rows import lock_kept
from sla.services.refusals import (
    CalendarIntervalEmpty,
    CalendarIntervalsOverlap,
    CalendarInUse,
    CalendarNeverOpens,
    CalendarZoneUnknown,
)

REFUSALS: Final[dict[str, type[DomainError]]] = {
    refusal.code: refusal
    for refusal in (CalendarZoneUnknown, CalendarIntervalEmpty, CalendarIntervalsOverlap, CalendarNeverOpens)
}
Week = Sequence[Sequence[Sequence[int]]]


@dataclass(frozen=True)
class CalendarDraft:
    """What a calendar is to be; nothing of it is stored yet."""

    title: str
    time_zone: str
    week: list[list[list[int]]]
    exceptions: list[StoredException]


def create_calendar(
    *, workspace: Workspace, actor: Actor, draft: CalendarDraft, now: datetime, ip: str | None = None
) -> Calendar:
    check_hours(time_zone=draft.time_zone, week=draft.week, exceptions=draft.exceptions, now=now)
    with transaction.atomic():
        calendar = Calendar.objects.create(workspace=workspace, title=draft.title, created_at=now)
        _add_version(calendar, draft, number=1, actor=actor, now=now)
        audit.record("calendar.created", workspace=workspace, actor=actor, about=calendar, ip=ip)
    return calendar


@transaction.atomic
def change_calendar(
    *,
    calendar: Calendar,
    actor: Actor,
    change: dict[str, object],
    expected: int | None,
    now: datetime,
    ip: str | None = None,
) -> Calendar:
    """Change what is named. Obligations that are open keep the hours of their opening until they are recomputed."""
    locked = lock_kept(calendar, expected=expected)
    newest = newest_version(locked)
    before = draft_of(locked, newest)
    after = CalendarDraft(**{**vars(before), **change})
    if after == before:
        return locked
    hours_differ = CalendarDraft(**{**vars(after), "title": before.title}) != before
    if hours_differ:
        check_hours(time_zone=after.time_zone, week=after.week, exceptions=after.exceptions, now=now)
        _add_version(locked, after, number=newest.number + 1, actor=actor, now=now)
    locked.title = after.title
    locked.revision += 1
    locked.save(update_fields=["title", "revision"])
    audit.record(
        "calendar.changed",
        workspace=locked.workspace,
        actor=actor,
        about=locked,
        details={"changed": sorted(name for name, value in vars(after).items() if value != getattr(before, name))},
        ip=ip,
    )
    return locked


@transaction.atomic
def delete_calendar(*, calendar: Calendar, actor: Actor, now: datetime, ip: str | None = None) -> None:
    """What was measured by it stays explained: its versions are kept."""
    locked = lock_kept(calendar)
    if policies_using(locked).exists():
        raise CalendarInUse
    locked.deleted_at = now
    locked.save(update_fields=["deleted_at"])
    audit.record("calendar.deleted", workspace=locked.workspace, actor=actor, about=locked, ip=ip)


def check_hours(*, time_zone: str, week: Week, exceptions: Sequence[StoredException], now: datetime) -> None:
    """Refuse hours that make no sense, naming the week or the exceptions, whichever is to blame."""
    for attr, considered in (("week", ()), ("exceptions", exceptions)):
        calendar = calendar_from(time_zone=time_zone, week=week, exceptions=considered)
        try:
            calendar_rules.check_calendar(calendar, saved_at=now)
        except calendar_rules.CalendarRefused as refused:
            if attr == "week" and exceptions and isinstance(refused, calendar_rules.CalendarNeverOpens):
                continue
            is_zone = isinstance(refused, calendar_rules.UnknownZone)
            raise REFUSALS[refused.code](attr="time_zone" if is_zone else attr) from refused


def newest_version(calendar: Calendar) -> CalendarVersion:
    return calendar.versions.latest("number")


def draft_of(calendar: Calendar, version: CalendarVersion) -> CalendarDraft:
    return CalendarDraft(
        title=calendar.title, time_zone=version.time_zone, week=version.week, exceptions=version.exceptions
    )


def policies_using(calendar: Calendar) -> QuerySet[PolicyVersion]:
    """The newest versions of kept policies that count in these hours."""
    return PolicyVersion.objects.filter(calendar=calendar, number=F("policy__revision"), policy__deleted_at=None)


def _add_version(calendar: Calendar, draft: CalendarDraft, *, number: int, actor: Actor, now: datetime) -> None:
    CalendarVersion.objects.create(
        calendar=calendar,
        number=number,
        time_zone=draft.time_zone,
        week=draft.week,
        exceptions=sorted(draft.exceptions, key=lambda exception: exception["date"]),
        in_force_from=now,
        author_name=actor.name,
    )
