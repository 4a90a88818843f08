"""The ratings of the cabinets of a workspace beside our own figures of the same 30 days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from typing import Final

from accounts.models import Workspace
from chats.models import AccountRating, ChatAccount, RatingFetch, SyncState
from chats.rating_reasons import reasons
from connectors.ratings import RatingCode
from sla.reports.comparable import ComparableFigures, comparable_figures
from sla.reports.dialogs import MEASURED
from sla.reports.figures import ENOUGH

SHOWN_DAYS: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class ShownRating:
    """``days`` end with the newest one, which is the value that counts; ``ours`` is of the 30 days up to it."""

    code: RatingCode
    days: tuple[AccountRating, ...]
    ours: float | None
    reasons: tuple[str, ...]

    @property
    def newest(self) -> AccountRating:
        return self.days[-1]


@dataclass(frozen=True, slots=True)
class AccountRatings:
    account: ChatAccount
    fetched_at: datetime | None
    error_code: str
    ratings: tuple[ShownRating, ...]


def account_ratings(workspace: Workspace, *, only: Collection[int] = (), now: datetime) -> list[AccountRatings]:
    accounts = ChatAccount.objects.for_workspace(workspace).live().select_related("rating_fetch", "sync_state")
    if only:
        accounts = accounts.filter(pk__in=only)
    listed = list(accounts.order_by("pk"))
    rows = AccountRating.objects.filter(
        chat_account__in=listed, code__in=list(RatingCode), date__gte=(now - SHOWN_DAYS).date()
    )
    by_account = groupby(rows.order_by("chat_account", "code", "date"), key=lambda row: row.chat_account_id)
    found = {account_id: list(days) for account_id, days in by_account}
    return [_of(account, found.get(account.pk, [])) for account in listed]


def _of(account: ChatAccount, rows: list[AccountRating]) -> AccountRatings:
    fetch: RatingFetch | None = getattr(account, "rating_fetch", None)
    fetched_at = fetch.fetched_at if fetch else None
    by_code = {code: tuple(days) for code, days in groupby(rows, key=lambda row: RatingCode(row.code))}
    figures = {ends_at: _figures(account, ends_at) for ends_at in {_end(d[-1], fetched_at) for d in by_code.values()}}
    return AccountRatings(
        account=account,
        fetched_at=fetched_at,
        error_code=fetch.error_code if fetch else "",
        ratings=tuple(
            _shown(account, code, by_code[code], figures, fetched_at) for code in RatingCode if code in by_code
        ),
    )


def _shown(
    account: ChatAccount,
    code: RatingCode,
    days: tuple[AccountRating, ...],
    figures: dict[datetime, ComparableFigures],
    fetched_at: datetime | None,
) -> ShownRating:
    ends_at = _end(days[-1], fetched_at)
    ours = our_value(code, figures[ends_at])
    why = reasons(code, theirs=days[-1].value, ours=ours, knows_all_chats=_knows_all_chats(account, ends_at))
    return ShownRating(code=code, days=days, ours=ours, reasons=why)


def our_value(code: RatingCode, figures: ComparableFigures) -> float | None:
    """Nothing where the base is too small to be compared."""
    match code:
        case RatingCode.FIRST_REPLY:
            return figures.mean_first_reply_seconds if figures.first_answered >= ENOUGH else None
        case RatingCode.ANY_REPLY:
            return figures.mean_reply_seconds if figures.answered >= ENOUGH else None
        case RatingCode.REPLIED_DIALOGS:
            return figures.replied_24h_share


def _figures(account: ChatAccount, ends_at: datetime) -> ComparableFigures:
    return comparable_figures(workspace_id=account.workspace_id, chat_account_id=account.pk, ends_at=ends_at)


def _end(newest: AccountRating, fetched_at: datetime | None) -> datetime:
    """When the newest value was true: at the moment it was read, or at the beginning of its day."""
    if fetched_at is not None and fetched_at.astimezone(UTC).date() == newest.date:
        return fetched_at
    return datetime.combine(newest.date, time(), tzinfo=UTC)


def _knows_all_chats(account: ChatAccount, ends_at: datetime) -> bool:
    """Whether the history of the measured days was read to its end."""
    state: SyncState = account.sync_state
    is_imported = state.import_state == SyncState.ImportState.DONE
    reaches_back = state.import_since is None or state.import_since <= ends_at - MEASURED
    return account.can_read_history and is_imported and reaches_back
