"""What is known of one obligation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    MET = "met"
    MET_LATE = "met_late"
    WAIVED = "waived"
    CLOSED_UNANSWERED = "closed_unanswered"
    LOST = "lost"


class Kind(StrEnum):
    FIRST = "first"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class ObligationFacts:
    """``opened_by`` is the marketplace id of the oldest unanswered buyer message."""

    opened_by: str
    opened_at: datetime
    kind: Kind
    state: State
    buyer_messages: int
    target_minutes: int
    warn_at: datetime
    due_at: datetime
    answered_at: datetime | None
    answer_is_provisional: bool
    ended_at: datetime | None
    is_historic: bool
    policy_version_id: int | None = None
    calendar_version_id: int | None = None
