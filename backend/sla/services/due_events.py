"""Finding what has become due. Any number of workers may look at once: each debt is locked by one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from sla.models import Event, Obligation
from sla.services.event_records import event_about, is_late, name_subjects, write_events

BATCH: Final = 500


@transaction.atomic
def record_breaches(*, now: datetime, sparing: QuerySet[Any]) -> int:
    """One batch of debts that are overdue; `sparing` are the ids of chats in which an answer is on its way."""
    rows = _locked(Obligation.objects.newly_breached(now), sparing, order="due_at")
    _record(rows, Event.Kind.BREACHED, now)
    found = Obligation.objects.filter(pk__in=[row.pk for row in rows])
    found.update(breach_found_at=now, warning_found_at=Coalesce("warning_found_at", now))
    return len(rows)


@transaction.atomic
def record_warnings(*, now: datetime, sparing: QuerySet[Any]) -> int:
    """One batch of debts that will soon be overdue."""
    rows = _locked(Obligation.objects.newly_warned(now), sparing, order="warn_at")
    _record(rows, Event.Kind.WARNING, now)
    Obligation.objects.filter(pk__in=[row.pk for row in rows]).update(warning_found_at=now)
    return len(rows)


def has_unrecorded_breaches(workspace_id: int, *, now: datetime, sparing: QuerySet[Any]) -> bool:
    overdue = Obligation.objects.newly_breached(now).filter(workspace=workspace_id)
    return overdue.exclude(chat__in=sparing).exists()


def _record(rows: list[Obligation], kind: Event.Kind, now: datetime) -> None:
    if not rows:
        return
    subjects = name_subjects(rows)
    events: list[Event] = []
    for row in rows:
        happened_at = row.due_at if kind == Event.Kind.BREACHED else row.warn_at
        event = event_about(row, kind, about_at=row.due_at, is_late=is_late(happened_at, now=now), created_at=now)
        event.subject = subjects[row.pk]
        events.append(event)
    write_events(events)


def _locked(debts: QuerySet[Obligation], sparing: QuerySet[Any], *, order: str) -> list[Obligation]:
    """Their chats are locked too, as the sync does it first: whoever holds one of the two is left alone, so that
    neither ever waits for the other with something in hand."""
    wanted = debts.exclude(chat__in=sparing).select_related("chat").order_by(order, "pk")
    return list(wanted.select_for_update(of=("self", "chat"), skip_locked=True, no_key=True)[:BATCH])
