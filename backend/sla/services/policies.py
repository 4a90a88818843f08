"""Reply targets: each change is a version of its own, in force from the moment of the change."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services import audit
from sla.deadline import DEFAULT_POLICY, MAX_TARGET_MINUTES, MIN_TARGET_MINUTES
from sla.models import Calendar, Policy, PolicyVersion
from sla.selectors.policies import has_account, has_marketplace
from sla.services.kept_rows import lock_kept
from sla.services.refusals import (
    CalendarUnknown,
    ChatAccountUnknown,
    MarketplaceUnknown,
    PolicyExists,
    PolicyIsDefault,
    PolicyReachUnclear,
    TargetOutOfRange,
    WarningOutOfRange,
)

BUILT_IN_AUTHOR = ""


@dataclass(frozen=True)
class Reach:
    """For whom a policy is: the workspace, one marketplace, or one chat account."""

    scope: str
    marketplace: str = ""
    chat_account_id: int | None = None


@dataclass(frozen=True)
class Targets:
    """Minutes for the first answer and the next ones; without a calendar they count day and night."""

    first_minutes: int
    next_minutes: int
    warn_percent: int
    calendar_id: int | None = None


BUILT_IN = Targets(
    first_minutes=DEFAULT_POLICY.first_minutes,
    next_minutes=DEFAULT_POLICY.next_minutes,
    warn_percent=DEFAULT_POLICY.warn_percent,
)


def ensure_default_policy(workspace: Workspace, *, now: datetime) -> None:
    """Write down what is built in as the policy of the workspace, so that it can be looked at and changed."""
    reach = {"workspace": workspace, "scope": Policy.Scope.WORKSPACE}
    if Policy.objects.kept().filter(**reach).exists():
        return
    try:
        with transaction.atomic():
            policy = Policy.objects.create(**reach, created_at=now)
            _add_version(policy, BUILT_IN, author_name=BUILT_IN_AUTHOR, now=now)
    except IntegrityError:
        # Somebody else did at the same moment.
        if not Policy.objects.kept().filter(**reach).exists():
            raise


def create_policy(
    *, workspace: Workspace, actor: Actor, reach: Reach, targets: Targets, now: datetime, ip: str | None = None
) -> Policy:
    """A policy of the workspace also measures what was owed before; a narrower one what is opened from now on."""
    _check_reach(workspace, reach)
    check_targets(targets)
    try:
        with transaction.atomic():
            policy = Policy.objects.create(workspace=workspace, created_at=now, **asdict(reach))
            _add_version(policy, targets, author_name=actor.name, now=now)
            details = {**asdict(reach), **asdict(targets)}
            audit.record("policy.created", workspace=workspace, actor=actor, about=policy, details=details, ip=ip)
    except IntegrityError as error:
        if Policy.objects.kept().filter(workspace=workspace, **asdict(reach)).exists():
            raise PolicyExists(attr="scope") from error
        raise
    return policy


@transaction.atomic
def change_policy(
    *,
    policy: Policy,
    actor: Actor,
    change: dict[str, int | None],
    expected: int | None,
    now: datetime,
    ip: str | None = None,
) -> Policy:
    """Change what is named. Obligations that are open keep their due time until they are recomputed."""
    locked = lock_kept(policy, expected=expected)
    before = targets_of(newest_version(locked))
    after = Targets(**{**asdict(before), **change})
    if after == before:
        return locked
    check_targets(after)
    locked.revision += 1
    locked.save(update_fields=["revision"])
    _add_version(locked, after, author_name=actor.name, now=now)
    details = {"before": asdict(before), "after": asdict(after)}
    audit.record("policy.changed", workspace=locked.workspace, actor=actor, about=locked, details=details, ip=ip)
    return locked


@transaction.atomic
def delete_policy(*, policy: Policy, actor: Actor, now: datetime, ip: str | None = None) -> None:
    """From now on a wider policy fits; what was measured by this one stays as it is."""
    locked = lock_kept(policy)
    if locked.scope == Policy.Scope.WORKSPACE:
        raise PolicyIsDefault
    locked.deleted_at = now
    locked.save(update_fields=["deleted_at"])
    audit.record("policy.deleted", workspace=locked.workspace, actor=actor, about=locked, ip=ip)


def newest_version(policy: Policy) -> PolicyVersion:
    return policy.versions.select_related("calendar").get(number=policy.revision)


def targets_of(version: PolicyVersion) -> Targets:
    return Targets(
        first_minutes=version.first_minutes,
        next_minutes=version.next_minutes,
        warn_percent=version.warn_percent,
        calendar_id=version.calendar_id,
    )


def check_targets(targets: Targets) -> None:
    for attr in ("first_minutes", "next_minutes"):
        if not MIN_TARGET_MINUTES <= getattr(targets, attr) <= MAX_TARGET_MINUTES:
            raise TargetOutOfRange(attr)
    if not 1 <= targets.warn_percent <= 99:
        raise WarningOutOfRange(attr="warn_percent")


def _check_reach(workspace: Workspace, reach: Reach) -> None:
    expected = {
        Policy.Scope.WORKSPACE: (False, False),
        Policy.Scope.MARKETPLACE: (True, False),
        Policy.Scope.CHAT_ACCOUNT: (False, True),
    }[Policy.Scope(reach.scope)]
    if (bool(reach.marketplace), reach.chat_account_id is not None) != expected:
        raise PolicyReachUnclear(attr="scope")
    if reach.marketplace and not has_marketplace(workspace, reach.marketplace):
        raise MarketplaceUnknown(attr="marketplace")
    if reach.chat_account_id is not None and not has_account(workspace, reach.chat_account_id):
        raise ChatAccountUnknown(attr="chat_account")


def _add_version(policy: Policy, targets: Targets, *, author_name: str, now: datetime) -> None:
    if targets.calendar_id is not None:
        # The lock keeps the calendar from being deleted while a policy begins to use it.
        kept = Calendar.objects.kept().select_for_update().filter(workspace=policy.workspace_id)
        if kept.filter(pk=targets.calendar_id).first() is None:
            raise CalendarUnknown(attr="calendar")
    PolicyVersion.objects.create(
        policy=policy, number=policy.revision, in_force_from=now, author_name=author_name, **asdict(targets)
    )
