"""Whether what we answered came in time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from sla.models import Obligation


def late_answers_in(chat_ids: Sequence[int]) -> set[int]:
    """Those of these chats whose last answer came after what it was due by."""
    if not chat_ids:
        return set()
    late = Obligation.objects.filter(chat__in=chat_ids, state=Obligation.State.MET_LATE)
    return set(late.filter(answered_at=F("chat__answered_at")).values_list("chat", flat=True))
