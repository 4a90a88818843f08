"""What a pilot record keeps of a workspace: how it answered before, and how in the days of the pilot."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from accounts.models import Workspace
from chats.selectors.reported_accounts import reported_accounts
from sla.reports.baseline import baseline_report
from sla.reports.figures import Figures
from sla.reports.period import Period
from sla.reports.response_times import ResponseTimes, response_times
from sla.reports.selection import Selection


@dataclass(frozen=True, slots=True)
class PilotFigures:
    """Plain values, to be stored as they are; `as_json` has no moments left in it."""

    starts_at: datetime
    ends_at: datetime
    taken_at: datetime
    total: Figures
    first: Figures
    next: Figures

    def as_json(self) -> dict[str, Any]:
        moments = {name: getattr(self, name).isoformat() for name in ("starts_at", "ends_at", "taken_at")}
        return moments | {name: asdict(getattr(self, name)) for name in ("total", "first", "next")}


def pilot_baseline(workspace: Workspace, *, now: datetime) -> PilotFigures | None:
    """The frozen figures of all cabinets, pooled; None until one is frozen."""
    report = baseline_report(_selection(workspace, Period(now, now, as_of=now), is_baseline=True))
    if report.frozen_at is None or report.starts_at is None or report.ends_at is None:
        return None
    return _taken(report.pooled, report.starts_at, report.ends_at, report.frozen_at)


def pilot_result(workspace: Workspace, *, starts_at: datetime, ends_at: datetime, now: datetime) -> PilotFigures:
    """The figures of the pilot's own days."""
    period = Period(starts_at, ends_at, as_of=min(ends_at, now))
    return _taken(response_times(_selection(workspace, period)), starts_at, ends_at, now)


def _selection(workspace: Workspace, period: Period, *, is_baseline: bool = False) -> Selection:
    return Selection(
        workspace_id=workspace.pk,
        period=period,
        time_zone=workspace.time_zone,
        accounts=reported_accounts(workspace),
        is_baseline=is_baseline,
    )


def _taken(report: ResponseTimes, starts_at: datetime, ends_at: datetime, taken_at: datetime) -> PilotFigures:
    return PilotFigures(starts_at, ends_at, taken_at, report.total, report.first, report.next)
