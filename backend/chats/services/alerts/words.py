"""What a message outside the product says: the same lines for a mail and for Telegram, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import Workspace
from chats.services.alerts.standing import has_old_data
from sla.models import Event

NAMED: Final = 15
TITLE_LENGTH: Final = 90
ORDER: Final = (
    Event.Kind.BREACHED,
    Event.Kind.WINDOW_CLOSING,
    Event.Kind.WARNING,
    Event.Kind.BREACH_REVOKED,
)


def words_about(events: Sequence[Event], *, workspace: Workspace, now: datetime) -> dict[str, Any]:
    """The context of the templates: each chat by its title, what presses most first, and no word of a buyer."""
    zone = ZoneInfo(workspace.time_zone)
    ordered = sorted(events, key=lambda event: (ORDER.index(Event.Kind(event.kind)), event.about_at, event.pk))
    counts = Counter(event.kind for event in events)
    return {
        "count": len(events),
        "one": _line(ordered[0], workspace, zone, now) if len(events) == 1 else None,
        "lines": [_line(event, workspace, zone, now) for event in ordered[:NAMED]],
        "unnamed": max(0, len(events) - NAMED),
        "breached": counts[Event.Kind.BREACHED],
        "closing": counts[Event.Kind.WINDOW_CLOSING],
        "warned": counts[Event.Kind.WARNING],
        "revoked": counts[Event.Kind.BREACH_REVOKED],
        "is_late": any(event.is_late for event in events),
        "is_stale": any(has_old_data(event.chat.chat_account, now=now) for event in events),
        "workspace": workspace.name,
        "address": f"{settings.PUBLIC_URL}/w/{workspace.slug}/inbox",
        "settings_address": f"{settings.PUBLIC_URL}/w/{workspace.slug}/settings/notifications",
    }


def _line(event: Event, workspace: Workspace, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    return {
        "kind": Event.Kind(event.kind).name.lower(),
        "title": _short(event.chat.title),
        "account": event.chat.chat_account.title,
        "at": event.about_at.astimezone(zone),
        "is_today": event.about_at.astimezone(zone).date() == now.astimezone(zone).date(),
        "minutes": max(1, round(abs((event.about_at - now).total_seconds()) / 60)),
        "is_estimate": event.chat.window_is_estimate,
        "address": f"{settings.PUBLIC_URL}/w/{workspace.slug}/inbox?chat={event.chat_id}",
    }


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
