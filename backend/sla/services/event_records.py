"""Events are recorded here and nowhere else: a second record of the same thing changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sla.models import Event, Obligation

LATE_AFTER: Final = timedelta(minutes=5)
AGAIN: Final = " "
"""Between the message that opened an obligation and how often it has become due."""

ENDS: Final = {
    Obligation.State.MET: Event.Kind.MET,
    Obligation.State.MET_LATE: Event.Kind.MET_LATE,
    Obligation.State.WAIVED: Event.Kind.WAIVED,
    Obligation.State.LOST: Event.Kind.LOST,
}


class Inheritance(NamedTuple):
    """An obligation that takes over what was found of another."""

    heir: Obligation
    event_ids: list[int]


def write_events(events: Iterable[Event]) -> None:
    rows = list(events)
    if rows:
        Event.objects.bulk_create(rows, ignore_conflicts=True)


def event_about(obligation: Obligation, kind: Event.Kind, *, about_at: datetime, **more: Any) -> Event:
    return Event(
        workspace_id=obligation.workspace_id,
        chat_id=obligation.chat_id,
        obligation_id=obligation.pk,
        kind=kind,
        subject=obligation.opened_by,
        about_at=about_at,
        telling=Event.Telling.SILENT if kind in ENDS.values() else Event.Telling.PENDING,
        **more,
    )


def is_late(moment: datetime, *, now: datetime) -> bool:
    return now - moment > LATE_AFTER


def was_no_breach(obligation: Obligation, *, now: datetime) -> bool:
    """Its breach was recorded, and as we know it now it was not overdue then, nor is it by now."""
    found_at = obligation.breach_found_at
    if found_at is None:
        return False
    if obligation.state == Obligation.State.MET:
        return True
    is_overdue = obligation.state == Obligation.State.OPEN and obligation.due_at < now
    return obligation.due_at > found_at and not is_overdue


def is_told_as_ended(obligation: Obligation) -> bool:
    """Imported history is no news."""
    return not obligation.is_historic and obligation.state in ENDS


def record_ends(obligations: Iterable[Obligation]) -> None:
    """For obligations that have just reached the state they are in."""
    write_events(
        event_about(row, ENDS[Obligation.State(row.state)], about_at=row.ended_at or row.due_at)
        for row in obligations
        if is_told_as_ended(row)
    )


def record_revocations(obligations: Iterable[Obligation], *, now: datetime) -> list[Obligation]:
    """For obligations whose facts have just changed. Returns those of which nothing counts as found any more: when one
    of them is due again, it is told again."""
    revoked = [row for row in obligations if was_no_breach(row, now=now)]
    _revoke(revoked)
    for row in revoked:
        row.warning_found_at = row.breach_found_at = None
    return revoked


def name_subjects(obligations: Sequence[Obligation]) -> dict[int, str]:
    """What the next events of these obligations are about: each time a breach was taken back begins a new count."""
    chats = [row.chat_id for row in obligations]
    revoked = Event.objects.filter(chat__in=chats, kind=Event.Kind.BREACH_REVOKED).values_list("chat", "subject")
    times = Counter((chat_id, subject.partition(AGAIN)[0]) for chat_id, subject in revoked)
    return {row.pk: _subject(row.opened_by, times[row.chat_id, row.opened_by]) for row in obligations}


def record_disappearances(gone: Sequence[Obligation], *, left: Iterable[Obligation]) -> list[Inheritance]:
    """For obligations that a recompute found to be none. One that continues another is as overdue as the other was,
    which nobody is told twice; returns those that take over what was found of another."""
    by_chat: dict[int, list[Obligation]] = {}
    for row in left:
        by_chat.setdefault(row.chat_id, []).append(row)
    inherited: list[Inheritance] = []
    revoked: list[Obligation] = []
    for row in gone:
        heir = next((other for other in by_chat.get(row.chat_id, ()) if _continues(other, row)), None)
        if heir is not None:
            heir.warning_found_at = heir.warning_found_at or row.warning_found_at
            heir.breach_found_at = heir.breach_found_at or row.breach_found_at
            inherited.append(Inheritance(heir, list(row.events.values_list("pk", flat=True))))
        elif row.breach_found_at is not None:
            revoked.append(row)
    _revoke(revoked, with_obligation=False)
    return inherited


def hand_over_events(inherited: Iterable[Inheritance]) -> None:
    """Once the heirs are stored: what is still to be told of the one that is gone, stands or falls with its heir."""
    for heir, event_ids in inherited:
        if event_ids:
            row = Obligation.objects.get(chat=heir.chat_id, opened_by=heir.opened_by)
            Event.objects.filter(pk__in=event_ids).update(obligation=row)


def _revoke(obligations: Sequence[Obligation], *, with_obligation: bool = True) -> None:
    """About the same subject as the breach, which may have been found of an obligation that is gone."""
    if not obligations:
        return
    breaches = Event.objects.filter(kind=Event.Kind.BREACHED, obligation__in=obligations).order_by("pk")
    subjects = dict(breaches.values_list("obligation", "subject"))
    events: list[Event] = []
    for row in obligations:
        event = event_about(row, Event.Kind.BREACH_REVOKED, about_at=row.due_at)
        event.subject = subjects.get(row.pk, row.opened_by)
        if not with_obligation:
            event.obligation_id = None
        events.append(event)
    write_events(events)


def _subject(opened_by: str, times: int) -> str:
    return f"{opened_by}{AGAIN}{times + 1}" if times else opened_by


def _continues(row: Obligation, gone: Obligation) -> bool:
    """Opened by an earlier message, and not answered in time for the one that is gone."""
    if row.opened_at > gone.opened_at or row.state == Obligation.State.MET:
        return False
    return row.ended_at is None or row.ended_at > gone.due_at
