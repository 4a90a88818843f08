"""What is known of one obligation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sla.senders import Sender


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
    """``opened_by`` is the marketplace id of the oldest unanswered buyer message.

    ``working_seconds`` is the part of the wait in which the calendar was open.
    """

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
    answered_by: Sender | None = None
    working_seconds: int | None = None

    @property
    def reply_seconds(self) -> int | None:
        """Whole seconds from the opening to the answer, day and night."""
        return None if self.answered_at is None else (self.answered_at - self.opened_at) // timedelta(seconds=1)

    @property
    def counted_at(self) -> datetime:
        """When it counts in the reports: at its end, or at its opening while it is open."""
        return self.ended_at or self.opened_at

    @property
    def answered_by_kind(self) -> str:
        return self.answered_by.kind.value if self.answered_by else ""

    @property
    def answered_by_member_id(self) -> int | None:
        return self.answered_by.member_id if self.answered_by else None

    @property
    def answered_by_api_key_id(self) -> int | None:
        return self.answered_by.api_key_id if self.answered_by else None

    @property
    def answered_by_name(self) -> str:
        return self.answered_by.name if self.answered_by else ""
