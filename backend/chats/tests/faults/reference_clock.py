"""What is owed in one thread, worked out the slow and plain way for 240 minutes round the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

TARGET: Final = timedelta(minutes=240)


@dataclass(frozen=True)
class Debt:
    opened_by: str
    state: str
    messages: int
    due_at: datetime
    answered_at: datetime | None


def debts(
    *,
    buyer: Iterable[tuple[datetime, int]],
    seller: Iterable[tuple[datetime, int]],
    losses: Iterable[datetime],
) -> list[Debt]:
    """Each debt with its end; `losses` are moments at which the marketplace closed the chat or its window."""
    told: list[Debt] = []
    unanswered: list[tuple[datetime, int]] = []
    is_lost = False

    def settle(state: str, answered_at: datetime | None = None) -> None:
        opened_at, number = unanswered[0]
        due_at = opened_at + TARGET
        if answered_at is not None:
            state = "met" if answered_at <= due_at else "met_late"
        told.append(Debt(str(number), state, len(unanswered), due_at, answered_at))
        unanswered.clear()

    events = [(at, 0, number, "buyer") for at, number in buyer]
    events += [(at, 0, number, "seller") for at, number in seller]
    events += [(at, 1, 0, "loss") for at in losses]
    for at, _, number, who in sorted(events):
        if who == "buyer":
            if is_lost:
                settle("lost")
                is_lost = False
            unanswered.append((at, number))
        elif who == "seller" and unanswered:
            settle("met", at)
            is_lost = False
        elif who == "loss" and unanswered:
            is_lost = True
    if unanswered:
        settle("lost" if is_lost else "open")
    return told
