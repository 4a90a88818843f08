"""What each member wants to be told: their own choice, or the defaults of their role."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from core.errors import Invalid
from core.versions import expect_version
from sla.models import Event, NotificationSettings
from sla.models.event import ALERTS
from sla.models.quiet_hours import QuietHours
from sla.quiet_hours import Quiet


class QuietHoursEmpty(Invalid):
    """Begin and end are the same time."""

    code = "quiet_hours_empty"


def settings_of(membership: Membership) -> NotificationSettings:
    return settings_of_all([membership])[membership.pk]


def settings_of_all(memberships: Iterable[Membership]) -> dict[int, NotificationSettings]:
    """By the id of the membership; a member who never chose has a row that is not saved."""
    members = list(memberships)
    found = {row.membership_id: row for row in NotificationSettings.objects.filter(membership__in=members)}
    return {member.pk: found.get(member.pk) or default_settings(member) for member in members}


def default_settings(membership: Membership) -> NotificationSettings:
    """All in the product; by mail an owner hears what is overdue."""
    return NotificationSettings(
        membership=membership,
        spa_events=[kind.value for kind in ALERTS],
        email_events=[Event.Kind.BREACHED.value] if membership.is_owner else [],
    )


def values_of(row: NotificationSettings) -> dict[str, Any]:
    """What the member chose."""
    names = ("spa_events", "email_events", "quiet_from", "quiet_to", "time_zone", "sound", "browser", "weekly_report")
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def change_settings(
    *, membership: Membership, changes: dict[str, Any], expected: str | None = None
) -> NotificationSettings:
    """Take over what is named. The first change makes a row of the defaults, and two at once make one."""
    refuse_empty_hours(changes)
    default = default_settings(membership)
    NotificationSettings.objects.get_or_create(
        membership=membership,
        defaults={"spa_events": default.spa_events, "email_events": default.email_events},
    )
    expect_version(expected, values_of(NotificationSettings.objects.select_for_update().get(membership=membership)))
    if changes:
        NotificationSettings.objects.filter(membership=membership).update(**changes, updated_at=timezone.now())
    return NotificationSettings.objects.get(membership=membership)


def refuse_empty_hours(changes: dict[str, Any]) -> None:
    begin = changes.get("quiet_from")
    if begin is not None and begin == changes.get("quiet_to"):
        raise QuietHoursEmpty(attr="quiet_hours.end")


def quiet_of(row: QuietHours, *, workspace_zone: str) -> Quiet | None:
    if row.quiet_from is None or row.quiet_to is None:
        return None
    return Quiet(begin=row.quiet_from, end=row.quiet_to, zone=row.time_zone or workspace_zone)
