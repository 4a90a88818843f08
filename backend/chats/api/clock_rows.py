"""The clock of a chat as the API shows it: what the row holds, and what is left of the target right now."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from rest_framework import serializers

from sla.calendar import WorkingCalendar
from sla.countdown import RUNNING, countdown
from sla.models import Obligation

CLOCK_COLUMNS: Final = (
    "waiting_since",
    "warn_at",
    "due_at",
    "window_closes_at",
    "window_is_estimate",
    "window_refused_at",
    "deadline_at",
    "calendar_version_id",
)


class ClockSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=["none", "calm", "soon", "breached"])
    opened_at = serializers.DateTimeField(allow_null=True, help_text="The oldest unanswered message of the buyer.")
    due_at = serializers.DateTimeField(allow_null=True)
    warn_at = serializers.DateTimeField(allow_null=True)
    window_closes_at = serializers.DateTimeField(
        allow_null=True, help_text="When the marketplace normally stops taking replies."
    )
    window_is_estimate = serializers.BooleanField()
    window_refused_at = serializers.DateTimeField(
        allow_null=True, help_text="The marketplace itself refused a reply, and the buyer has not written since."
    )
    deadline_at = serializers.DateTimeField(allow_null=True, help_text="The nearer of due_at and the window.")
    paused_until = serializers.DateTimeField(
        allow_null=True, help_text="Outside working hours: when the target goes on counting. Null while it counts."
    )
    pauses_at = serializers.DateTimeField(
        allow_null=True, help_text="While the target counts: when working hours end before due_at."
    )
    seconds_after_pause = serializers.IntegerField(
        help_text="Working time from the pause, now or at pauses_at, to due_at. What is left of the target is this, and"
        " while it counts also the time until pauses_at, or until due_at where there is none."
    )
    obligation_state = serializers.ChoiceField(
        choices=Obligation.State.choices, allow_null=True, help_text="Of what was owed last. Null: nothing ever was."
    )


def present_clock(row: Any, *, hours: WorkingCalendar | None, last_state: str | None, now: datetime) -> dict[str, Any]:
    """``row`` has the columns of the clock; ``hours`` are those of its calendar version, None day and night."""
    left = RUNNING if row.due_at is None else countdown(hours, due_at=row.due_at, now=now)
    return {
        "state": clock_state(due_at=row.due_at, warn_at=row.warn_at, now=now),
        "opened_at": row.waiting_since,
        "due_at": row.due_at,
        "warn_at": row.warn_at,
        "window_closes_at": row.window_closes_at,
        "window_is_estimate": row.window_is_estimate,
        "window_refused_at": row.window_refused_at,
        "deadline_at": row.deadline_at,
        "paused_until": left.paused_until,
        "pauses_at": left.pauses_at,
        "seconds_after_pause": left.seconds_after_pause,
        "obligation_state": last_state if row.due_at is None else Obligation.State.OPEN,
    }


def clock_state(*, due_at: datetime | None, warn_at: datetime | None, now: datetime) -> str:
    if due_at is None:
        return "none"
    if now > due_at:
        return "breached"
    return "soon" if warn_at is not None and now >= warn_at else "calm"


def snooze_outlasts(row: Any) -> list[str]:
    if row.snoozed_until is None:
        return []
    ends = {"target": row.due_at, "window": row.window_closes_at if row.due_at else None}
    return [name for name, end in ends.items() if end is not None and end < row.snoozed_until]
