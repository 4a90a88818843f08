"""Policies and calendars to test with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import Workspace
from sla.models import Calendar, CalendarVersion, Policy, PolicyVersion
from sla.tests.calendars import MOSCOW, hours

EVERY_WEEKDAY = "09:00–18:00"


def make_calendar(
    *,
    workspace: Workspace,
    weekdays: str = EVERY_WEEKDAY,
    saturday: str = "",
    sunday: str = "",
    zone: str = MOSCOW,
    exceptions: Sequence[tuple[str, str]] = (),
    since: datetime,
    title: str = "Будни",
) -> Calendar:
    calendar = Calendar.objects.create(workspace=workspace, title=title, created_at=since)
    CalendarVersion.objects.create(
        calendar=calendar,
        number=1,
        time_zone=zone,
        week=[*(stored(weekdays) for _ in range(5)), stored(saturday), stored(sunday)],
        exceptions=[{"date": day, "title": "", "intervals": stored(text)} for day, text in exceptions],
        in_force_from=since,
    )
    return calendar


def stored(text: str) -> list[list[int]]:
    return [[interval.opens, interval.closes] for interval in hours(text)]


def make_policy(*, workspace: Workspace, minutes: int = 60, since: datetime, **fields: Any) -> Policy:
    """A policy of the workspace unless an account or a marketplace is named."""
    reach: dict[str, Any] = {name: fields.pop(name) for name in ("chat_account", "marketplace") if name in fields}
    scope = next(iter(reach), "workspace")
    policy = Policy.objects.create(workspace=workspace, scope=scope, created_at=since, **reach)
    add_version(policy, minutes=minutes, since=since, **fields)
    return policy


def add_version(policy: Policy, *, minutes: int, since: datetime, **fields: Any) -> PolicyVersion:
    number = policy.versions.count() + 1
    Policy.objects.filter(pk=policy.pk).update(revision=number)
    return PolicyVersion.objects.create(
        policy=policy,
        number=number,
        in_force_from=since,
        **{"first_minutes": minutes, "next_minutes": minutes, "warn_percent": 75, **fields},
    )
