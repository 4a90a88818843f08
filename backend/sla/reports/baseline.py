"""How the workspace answered before: the frozen samples of its cabinets, pooled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.models import Baseline
from sla.reports.figures import Figures
from sla.reports.response_times import Group, ResponseTimes, response_times
from sla.reports.selection import ReportedAccount, Selection


@dataclass(frozen=True, slots=True)
class AccountBaseline:
    """Without a moment of freezing the import is not through yet, and nothing is known."""

    account: ReportedAccount
    starts_at: datetime | None
    ends_at: datetime | None
    frozen_at: datetime | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """``frozen_at`` is that of the cabinet frozen last; where it is empty, none is."""

    starts_at: datetime | None
    ends_at: datetime | None
    frozen_at: datetime | None
    pooled: ResponseTimes
    accounts: tuple[AccountBaseline, ...]


def baseline_report(selection: Selection) -> BaselineReport:
    """Of the accounts of a selection of frozen obligations."""
    ids = [account.id for account in selection.accounts]
    rows = {row.chat_account_id: row for row in Baseline.objects.filter(chat_account__in=ids)}
    pooled = response_times(selection, Group.ACCOUNT)
    figures = {found.key: found.figures for found in pooled.groups}
    return BaselineReport(
        starts_at=min((row.starts_at for row in rows.values()), default=None),
        ends_at=max((row.ends_at for row in rows.values()), default=None),
        frozen_at=max((row.frozen_at for row in rows.values()), default=None),
        pooled=pooled,
        accounts=tuple(
            _of_account(account, rows.get(account.id), figures.get(str(account.id), Figures()))
            for account in selection.accounts
        ),
    )


def _of_account(account: ReportedAccount, row: Baseline | None, figures: Figures) -> AccountBaseline:
    if row is None:
        return AccountBaseline(account, None, None, None, figures)
    return AccountBaseline(account, row.starts_at, row.ends_at, row.frozen_at, figures)
