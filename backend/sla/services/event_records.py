"""Events are recorded here and nowhere else: a second record of the same thing changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sla.models import Event, Obligation

LATE_AFTER: Final = timedelta(minutes=5)

ENDS: Final = {
    Obligation.State.MET: Event.Kind.MET,
    Obligation.State.MET_LATE: Event.Kind.MET_LATE,
    Obligation.State.WAIVED: Event.Kind.WAIVED,
    Obligation.State.LOST: Event.Kind.LOST,
}


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


def was_no_breach(obligation: Obligation) -> bool:
    """Its breach was recorded, and as we know it now it was not overdue then."""
    found_at = obligation.breach_found_at
    return found_at is not None and (obligation.state == Obligation.State.MET or obligation.due_at > found_at)


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


def record_revocations(obligations: Iterable[Obligation]) -> None:
    """For obligations whose facts have just changed."""
    write_events(
        event_about(row, Event.Kind.BREACH_REVOKED, about_at=row.due_at) for row in obligations if was_no_breach(row)
    )


def record_disappearances(gone: Sequence[Obligation], *, left: Iterable[Obligation]) -> list[Obligation]:
    """For obligations that a recompute found to be none. One that continues another is as overdue as the other was,
    which nobody is told twice; returns those that take over what was found of another."""
    by_chat: dict[int, list[Obligation]] = {}
    for row in left:
        by_chat.setdefault(row.chat_id, []).append(row)
    heirs: list[Obligation] = []
    revoked: list[Event] = []
    for row in gone:
        heir = next((other for other in by_chat.get(row.chat_id, ()) if _continues(other, row)), None)
        if heir is not None:
            heir.warning_found_at = heir.warning_found_at or row.warning_found_at
            heir.breach_found_at = heir.breach_found_at or row.breach_found_at
            heirs.append(heir)
        elif row.breach_found_at is not None:
            event = event_about(row, Event.Kind.BREACH_REVOKED, about_at=row.due_at)
            event.obligation_id = None
            revoked.append(event)
    write_events(revoked)
    return heirs


def _continues(row: Obligation, gone: Obligation) -> bool:
    """Opened by an earlier message, and not answered in time for the one that is gone."""
    if row.opened_at > gone.opened_at or row.state == Obligation.State.MET:
        return False
    return row.ended_at is None or row.ended_at > gone.due_at
