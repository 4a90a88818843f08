"""What we owed last in a chat."""

from __future__ import annotations

from collections.abc import Sequence

from sla.models import Obligation


def last_states_in(chat_ids: Sequence[int]) -> dict[int, str]:
    """The state of the latest obligation of each of these chats that ever had one."""
    if not chat_ids:
        return {}
    latest = Obligation.objects.filter(chat__in=chat_ids).order_by("chat", "-opened_at", "-pk").distinct("chat")
    return dict(latest.values_list("chat", "state"))
