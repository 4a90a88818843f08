"""A pilot against what was agreed to be its success; billing knows the pilot, we know what happens in chats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from billing.models import Pilot
from billing.periods import day_begins, day_ends, moscow_day
from billing.success import Progress, is_enough, median_of
from chats.selectors.chat_accounts import count_live
from chats.selectors.pilot_figures import pilot_baseline, pilot_result
from chats.selectors.usage import Day, daily_usage


@dataclass(frozen=True, slots=True)
class PilotView:
    pilot: Pilot
    progress: Progress
    days: list[Day]
    before: dict[str, Any] | None
    now: dict[str, Any] | None


def look_at_pilot(pilot: Pilot, *, now: datetime) -> PilotView:
    """What was frozen is shown as it was; the rest is counted up to now. Whole days only are judged."""
    yesterday = min(pilot.ends_on, moscow_day(now) - timedelta(days=1))
    days = daily_usage(pilot.workspace, first=pilot.starts_on, last=yesterday) if yesterday >= pilot.starts_on else []
    before = pilot.baseline or _frozen(pilot, now)
    current = pilot.result or _so_far(pilot, now)
    progress = Progress(
        cabinets=count_live(pilot.workspace),
        days_used=sum(day.active_members > 0 for day in days),
        days_passed=len(days),
        median_before=median_of(before),
        median_now=median_of(current),
        enough=is_enough(before) and is_enough(current),
    )
    return PilotView(pilot, progress, days, before, current)


def _frozen(pilot: Pilot, now: datetime) -> dict[str, Any] | None:
    figures = pilot_baseline(pilot.workspace, now=now)
    return None if figures is None else figures.as_json()


def _so_far(pilot: Pilot, now: datetime) -> dict[str, Any] | None:
    starts_at, ends_at = day_begins(pilot.starts_on), min(day_ends(pilot.ends_on), now)
    if ends_at <= starts_at:
        return None
    return pilot_result(pilot.workspace, starts_at=starts_at, ends_at=ends_at, now=now).as_json()
