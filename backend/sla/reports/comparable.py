"""Our figures of one cabinet in the manner of the marketplace, to stand beside its own: the last 30 days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Q

from sla.facts import Kind
from sla.models import Obligation
from sla.reports.dialogs import MEASURED, dialogs_of


@dataclass(frozen=True, slots=True)
class ComparableFigures:
    """Means are empty where nothing was answered, the share where there are too few dialogs for a percentage.

    `answered`, `first_answered` and `dialogs` say how much each of them rests on.
    """

    mean_first_reply_seconds: int | None
    mean_reply_seconds: int | None
    replied_24h_share: float | None
    first_answered: int
    answered: int
    dialogs: int


def comparable_figures(*, workspace_id: int, chat_account_id: int, ends_at: datetime) -> ComparableFigures:
    """Answers of the 30 days, and dialogs in which the buyer wrote in them, before the connection too."""
    answered = Obligation.objects.filter(
        workspace=workspace_id,
        chat_account=chat_account_id,
        answered_at__isnull=False,
        counted_at__gte=ends_at - MEASURED,
        counted_at__lt=ends_at,
    )
    is_first = Q(kind=Kind.FIRST)
    found = answered.aggregate(
        mean=Avg("reply_seconds"),
        first_mean=Avg("reply_seconds", filter=is_first),
        answered=Count("pk"),
        first_answered=Count("pk", filter=is_first),
    )
    dialogs = dialogs_of(workspace_id=workspace_id, chat_account_ids=[chat_account_id], ends_at=ends_at, as_of=ends_at)
    return ComparableFigures(
        mean_first_reply_seconds=_whole(found["first_mean"]),
        mean_reply_seconds=_whole(found["mean"]),
        replied_24h_share=dialogs.share,
        first_answered=found["first_answered"],
        answered=found["answered"],
        dialogs=dialogs.n,
    )


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
