"""Which policy fits a chat account at which time: that of the account, of its marketplace, or of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from sla.calendar import AlwaysOpen, Calendar
from sla.deadline import DEFAULT_POLICY, PolicyVersion
from sla.timeline import Timeline

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class HoursVersion:
    """Hours in force from a moment on; the first version covers all time before it, too."""

    id: int
    in_force_from: datetime
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class TargetsVersion:
    """Targets in force from a moment on; without hours they count day and night.

    Those that are ``built_in`` were only written down: nobody has chosen them.
    """

    id: int
    in_force_from: datetime
    first_minutes: int
    next_minutes: int
    warn_percent: int
    hours: tuple[HoursVersion, ...] = ()
    is_built_in: bool = False


@dataclass(frozen=True, slots=True)
class PolicyHistory:
    """All versions of one policy, oldest first.

    The policy of the workspace covers all time before its first version, too. A narrower one begins with its first
    version, for what its chats owed before was measured by the wider one.
    """

    versions: tuple[TargetsVersion, ...]
    deleted_at: datetime | None = None
    marketplace: str = ""
    chat_account_id: int | None = None
    recomputed_at: tuple[datetime, ...] = ()

    @property
    def narrowness(self) -> int:
        return 2 if self.chat_account_id is not None else int(bool(self.marketplace))

    def reaches(self, *, chat_account_id: int, marketplace: str) -> bool:
        if self.chat_account_id is not None:
            return self.chat_account_id == chat_account_id
        return self.marketplace in ("", marketplace)

    def is_in_force(self, moment: datetime) -> bool:
        has_begun = not self.narrowness or self.versions[0].in_force_from <= moment
        return has_begun and (self.deleted_at is None or moment < self.deleted_at)

    def version_at(self, moment: datetime) -> PolicyVersion:
        targets = [self.versions[0], *(found for found in self.versions[1:] if found.in_force_from <= moment)][-1]
        hours = [*targets.hours[:1], *(found for found in targets.hours[1:] if found.in_force_from <= moment)]
        return PolicyVersion(
            first_minutes=targets.first_minutes,
            next_minutes=targets.next_minutes,
            warn_percent=targets.warn_percent,
            calendar=hours[-1].calendar if hours else AlwaysOpen(),
            in_force_from=moment,
            id=targets.id,
            calendar_version_id=hours[-1].id if hours else None,
        )

    def as_chosen(self) -> PolicyHistory:
        """As if the first that somebody chose had been there from the beginning."""
        chosen = tuple(version for version in self.versions if not version.is_built_in)
        return replace(self, versions=chosen or self.versions)

    def turns(self) -> set[datetime]:
        """Moments at which something about this policy changes."""
        moments = {version.in_force_from for version in self.versions}
        moments |= {hours.in_force_from for version in self.versions for hours in version.hours}
        return moments | ({self.deleted_at} if self.deleted_at else set())


def fitting(histories: Sequence[PolicyHistory], moment: datetime) -> PolicyHistory | None:
    """The narrowest policy in force; None when only what is built in fits."""
    in_force = [history for history in histories if history.is_in_force(moment)]
    return max(in_force, key=lambda history: history.narrowness, default=None)


def timeline_for(histories: Sequence[PolicyHistory], *, chat_account_id: int, marketplace: str) -> Timeline:
    reaching = [
        history for history in histories if history.reaches(chat_account_id=chat_account_id, marketplace=marketplace)
    ]
    wide = next((history for history in reaching if not history.narrowness), None)
    versions = [replace(wide.version_at(_EARLIEST), in_force_from=None) if wide else DEFAULT_POLICY]
    for moment in sorted(set().union(*(history.turns() for history in reaching))):
        history = fitting(reaching, moment)
        version = history.version_at(moment) if history else replace(DEFAULT_POLICY, in_force_from=moment)
        if _identity(version) != _identity(versions[-1]):
            versions.append(version)
    recomputed = {
        moment for history in reaching for moment in history.recomputed_at if fitting(reaching, moment) is history
    }
    return Timeline(versions=tuple(versions), recomputed_at=tuple(sorted(recomputed)))


def _identity(version: PolicyVersion) -> tuple[int | None, int | None]:
    return version.id, version.calendar_version_id
