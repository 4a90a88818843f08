"""Where a long thread may be taken up again, instead of from its beginning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q

from sla.facts import Kind
from sla.models import Obligation


@dataclass(frozen=True, slots=True)
class Resumption:
    """An obligation whose opening nothing at ``since`` or later can move: from there on all is derived again."""

    opened_at: datetime
    kind: Kind
    answered_before: datetime | None


def resume_after(*, chat_id: int, erased_up_to: datetime) -> Resumption:
    """Behind what was erased: what was owed up to there stays as it stands, for nobody can derive it again.

    Only quiet chats are erased, so what follows begins an episode.
    """
    before = Obligation.objects.filter(chat=chat_id, opened_at__lte=erased_up_to).aggregate(answered=Max("answered_at"))
    opened_at = erased_up_to + timedelta(microseconds=1)
    return Resumption(opened_at=opened_at, kind=Kind.FIRST, answered_before=before["answered"])


def find_resumption(*, chat_id: int, since: datetime) -> Resumption | None:
    """The newest such obligation: opened earlier, and when it was, everything older had ended."""
    older = Obligation.objects.filter(chat=OuterRef("chat"), opened_at__lte=OuterRef("opened_at"))
    unsettled = older.exclude(pk=OuterRef("pk")).filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef("opened_at")) | Q(opened_at=OuterRef("opened_at"))
    )
    opened = Obligation.objects.filter(chat=chat_id, opened_at__lt=since)
    found = opened.filter(~Exists(unsettled)).order_by("-opened_at").values_list("opened_at", "kind").first()
    if found is None:
        return None
    opened_at, kind = found
    before = Obligation.objects.filter(chat=chat_id, opened_at__lt=opened_at).aggregate(answered=Max("answered_at"))
    return Resumption(opened_at=opened_at, kind=Kind(kind), answered_before=before["answered"])
