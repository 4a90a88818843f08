"""What the weekly report tells: the figures of the results screen, in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from accounts.models import Workspace
from chats.duration_words import duration_words
from chats.selectors.reported_accounts import reported_accounts
from chats.weekly_time import week_ends_at
from sla.reports.figures import Figures
from sla.reports.period import period_of
from sla.reports.response_times import Group, response_times
from sla.reports.selection import Selection

MONTH_DAYS: Final = 28
FORTNIGHT_DAYS: Final = 14
NOTHING: Final = "—"


def weekly_figures(workspace: Workspace, week_date: date, *, now: datetime) -> dict[str, Any]:
    """The context of the mail, in the language that is active: before, the last 28 days and the last 14."""
    ends_at = week_ends_at(week_date, ZoneInfo(workspace.time_zone))
    month = _selection(workspace, ends_at, days=MONTH_DAYS, now=now)
    fortnight = _selection(workspace, ends_at, days=FORTNIGHT_DAYS, now=now)
    before = _selection(workspace, ends_at, days=MONTH_DAYS, now=now, is_baseline=True)
    of_month = response_times(month, Group.ACCOUNT)
    pages = f"{settings.PUBLIC_URL}/w/{workspace.slug}"
    return {
        "workspace": workspace.name,
        "ends_at": ends_at,
        "before": _words(response_times(before).total),
        "month": _words(of_month.total),
        "fortnight": _words(response_times(fortnight).total),
        "accounts": [{"title": group.title, **_words(group.figures)} for group in of_month.groups],
        "address": f"{pages}/reports",
        "settings_address": f"{pages}/settings/notifications",
    }


def _selection(
    workspace: Workspace, ends_at: datetime, *, days: int, now: datetime, is_baseline: bool = False
) -> Selection:
    return Selection(
        workspace_id=workspace.pk,
        period=period_of(days=days, starts_at=None, ends_at=ends_at, now=now),
        time_zone=workspace.time_zone,
        accounts=reported_accounts(workspace),
        is_baseline=is_baseline,
    )


def _words(figures: Figures) -> dict[str, object]:
    return {
        "has_answers": figures.median_seconds is not None,
        "n": number_format(figures.n, use_l10n=True, force_grouping=True),
        "median": _time(figures.median_seconds),
        "p90": _time(figures.p90_seconds),
        "within_target": _percent(figures.within_target_share),
        "within_24h": _percent(figures.within_24h_share),
        "never_answered": _percent(figures.never_answered_share),
    }


def _time(seconds: int | None) -> str:
    return NOTHING if seconds is None else duration_words(seconds)


def _percent(share: float | None) -> str:
    if share is None:
        return _("too few for a percentage")
    return _("%(percent)s%%") % {"percent": number_format(share * 100, decimal_pos=1, use_l10n=True)}
