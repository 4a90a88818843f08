"""Storing what was derived: the rows of a chat become what its thread says, however often this is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from core.rows import insert_rows, update_rows
from sla.facts import ObligationFacts
from sla.models import Obligation
from sla.services.event_records import (
    Inheritance,
    hand_over_events,
    is_told_as_ended,
    record_disappearances,
    record_ends,
    record_revocations,
)

FACTS = (
    "opened_at",
    "kind",
    "state",
    "buyer_messages",
    "target_minutes",
    "warn_at",
    "due_at",
    "answered_at",
    "answer_is_provisional",
    "ended_at",
    "is_historic",
    "policy_version_id",
    "calendar_version_id",
    "answered_by_kind",
    "answered_by_member_id",
    "answered_by_api_key_id",
    "answered_by_name",
    "reply_seconds",
    "working_seconds",
    "counted_at",
)

KEY = ("chat", "opened_by")
MARKS = ("warning_found_at", "breach_found_at")


@dataclass(frozen=True, slots=True)
class DerivedThread:
    """The obligations of one chat as its thread says now: all of them, or those opened at ``since`` or later."""

    workspace_id: int
    chat_account_id: int
    chat_id: int
    obligations: Sequence[ObligationFacts]
    since: datetime | None = None


def store_obligations(threads: Sequence[DerivedThread], *, now: datetime) -> None:
    """Write the difference, in few statements for any number of chats; the caller holds the locks of the chats.

    Rows leave the open state before others enter it, so that there are never two open ones in a chat. What came to
    an end, and what turned out to have been no breach, is an event of the same transaction.
    """
    rows = _stored(threads)
    new: list[Obligation] = []
    changed: list[Obligation] = []
    ended: list[Obligation] = []
    current: list[Obligation] = []
    for thread in threads:
        for facts in thread.obligations:
            row = rows.pop((thread.chat_id, facts.opened_by), None)
            before = None if row is None else row.state
            if row is None:
                row = _new_row(thread, facts)
                new.append(row)
            elif _take_over(row, facts):
                changed.append(row)
            if row.state != before:
                ended.append(row)
            current.append(row)
    gone = list(rows.values())
    inherited: list[Inheritance] = []
    if gone:
        inherited = record_disappearances(gone, left=current)
        Obligation.objects.filter(pk__in=[row.pk for row in gone]).delete()
        update_rows([heir for heir, _ in inherited if heir.pk], MARKS)
    _update([row for row in changed if row.state != Obligation.State.OPEN])
    _update([row for row in changed if row.state == Obligation.State.OPEN])
    insert_rows(new, unique=KEY if any(is_told_as_ended(row) for row in new) else ())
    hand_over_events(inherited)
    record_ends(ended)
    update_rows(record_revocations(changed, now=now), MARKS)


def _new_row(thread: DerivedThread, facts: ObligationFacts) -> Obligation:
    values = {name: getattr(facts, name) for name in FACTS}
    return Obligation(
        workspace_id=thread.workspace_id,
        chat_account_id=thread.chat_account_id,
        chat_id=thread.chat_id,
        opened_by=facts.opened_by,
        **values,
    )


def _stored(threads: Sequence[DerivedThread]) -> dict[tuple[int, str], Obligation]:
    wanted = Q(chat_id__in=[thread.chat_id for thread in threads if thread.since is None])
    for thread in threads:
        if thread.since is not None:
            wanted |= Q(chat_id=thread.chat_id, opened_at__gte=thread.since)
    return {(row.chat_id, row.opened_by): row for row in Obligation.objects.filter(wanted)}


def _take_over(row: Obligation, facts: ObligationFacts) -> bool:
    """Bring a row up to date; True when anything changed."""
    before = [getattr(row, name) for name in FACTS]
    for name in FACTS:
        setattr(row, name, getattr(facts, name))
    return before != [getattr(row, name) for name in FACTS]


def _update(rows: list[Obligation]) -> None:
    if len(rows) == 1:
        rows[0].save(update_fields=FACTS)
    else:
        update_rows(rows, FACTS)
