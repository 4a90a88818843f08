"""Finding what is to be told: debts from the table of obligations, closing windows from the rows of the chats."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from chats.models import Chat, Reply
from sla.models import Event, Obligation
from sla.services.due_events import record_breaches, record_warnings
from sla.services.event_records import is_late, write_events

WINDOW_HOURS: Final = (3, 12)
BATCH: Final = 500
MOST_BATCHES: Final = 40


def find_events(*, now: datetime) -> int:
    """In batches, until nothing new is found. A breach goes before the warning it overtakes."""
    found = 0
    for _ in range(MOST_BATCHES):
        sparing = answered_soon(now)
        batch = record_breaches(now=now, sparing=sparing) + record_warnings(now=now, sparing=sparing)
        batch += record_closing_windows(now=now)
        found += batch
        if batch == 0:
            break
    return found


def answered_soon(now: datetime) -> QuerySet[Any]:
    """Ids of chats in which a reply is on its way."""
    return Reply.objects.on_their_way(now).values("chat")


def record_closing_windows(*, now: datetime) -> int:
    """One batch of each threshold. Who is past the nearer one is not told of the farther one any more."""
    found, nearer = 0, now
    for hours in WINDOW_HOURS:
        farther = now + timedelta(hours=hours)
        found += _record(hours, after=nearer, until=farther, now=now)
        nearer = farther
    return found


@transaction.atomic
def _record(hours: int, *, after: datetime, until: datetime, now: datetime) -> int:
    debt = Obligation.objects.open().filter(chat=OuterRef("pk"), is_historic=False)
    told = Event.objects.filter(
        chat=OuterRef("pk"),
        kind=Event.Kind.WINDOW_CLOSING,
        about_at=OuterRef("window_closes_at"),
        threshold_hours=hours,
    )
    closing = Chat.objects.filter(
        ~Exists(told), due_at__isnull=False, window_closes_at__gt=after, window_closes_at__lte=until
    )
    owed = closing.alias(debt=Subquery(debt.values("pk")[:1])).filter(debt__isnull=False)
    rows = list(
        owed.order_by("window_closes_at", "pk")
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
        .only("pk", "workspace_id", "window_closes_at")[:BATCH]
    )
    debts = dict(Obligation.objects.open().filter(chat__in=[row.pk for row in rows]).values_list("chat_id", "pk"))
    write_events(_event(row, debts.get(row.pk), hours, now) for row in rows)
    return len(rows)


def _event(chat: Chat, obligation_id: int | None, hours: int, now: datetime) -> Event:
    assert chat.window_closes_at is not None
    return Event(
        workspace_id=chat.workspace_id,
        chat_id=chat.pk,
        obligation_id=obligation_id,
        kind=Event.Kind.WINDOW_CLOSING,
        subject=f"{chat.window_closes_at.isoformat()} {hours}",
        about_at=chat.window_closes_at,
        threshold_hours=hours,
        is_late=is_late(chat.window_closes_at - timedelta(hours=hours), now=now),
        created_at=now,
    )
