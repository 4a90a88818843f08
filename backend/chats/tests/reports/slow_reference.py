"""The figures of a report worked out from messages alone, minute by minute, without the product.

It knows what the decision record says and nothing else; times are whole minutes, so that minutes can be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

MINUTE = timedelta(minutes=1)
DAY = timedelta(hours=24)
QUIET = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One message; `who` is "buyer", a key of somebody who answers, or something that is no person."""

    at: datetime
    who: str


@dataclass
class Debt:
    chat: int
    account: int
    is_first: bool
    opened_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    answered_by: str = ""
    waived_at: datetime | None = None
    working_minutes: int = 0


@dataclass(frozen=True)
class Hours:
    """From Monday to Friday, 9:00 to 13:00 and 14:00 to 18:00, in a zone that never changes its clocks."""

    zone: tzinfo

    def due(self, opened_at: datetime, minutes: int) -> datetime:
        moment = opened_at.astimezone(self.zone)
        while minutes:
            minutes -= self.is_open(moment)
            moment += MINUTE
        return moment

    def between(self, start: datetime, end: datetime) -> int:
        count, moment = 0, start.astimezone(self.zone)
        while moment < end:
            count += self.is_open(moment)
            moment += MINUTE
        return count

    @staticmethod
    def is_open(local: datetime) -> bool:
        return local.weekday() < 5 and local.hour in (9, 10, 11, 12, 14, 15, 16, 17)


def debts_of(
    chat: int,
    account: int,
    lines: Sequence[Line],
    waives: Sequence[datetime],
    *,
    people: Iterable[str],
    hours: Hours,
    minutes: int,
) -> list[Debt]:
    """All debts of a chat. A waive ends what is owed at its time."""
    told: list[Debt] = []
    owed: Debt | None = None
    last: datetime | None = None
    served = False
    events = [(line.at, 0, line.who) for line in lines] + [(at, 1, "waive") for at in waives]
    for at, _, who in sorted(events):
        if who == "waive":
            if owed is not None:
                owed.waived_at, owed = at, None
        elif who == "buyer":
            begins = last is None or at - last >= QUIET
            if begins:
                served = False
            if owed is None:
                owed = Debt(chat, account, not served, at, hours.due(at, minutes))
                told.append(owed)
                served = True
            last = at
        elif who in people:
            if owed is not None:
                owed.answered_at, owed.answered_by = at, who
                owed.working_minutes = hours.between(owed.opened_at, at)
                owed = None
            last = at
    return told


def figures(debts: Iterable[Debt], *, as_of: datetime) -> dict[str, Any]:
    """In the shape of the API."""
    all_ = list(debts)
    answered = [debt for debt in all_ if debt.answered_at]
    waived = [debt for debt in all_ if debt.waived_at]
    still = [debt for debt in all_ if not debt.answered_at and not debt.waived_at]
    met = [debt for debt in answered if debt.answered_at and debt.answered_at <= debt.due_at]
    overdue = [debt for debt in still if debt.due_at < as_of]
    never = [debt for debt in still if debt.opened_at < as_of - DAY]
    in_a_day = [debt for debt in answered if debt.answered_at and debt.answered_at - debt.opened_at <= DAY]
    missed = len(answered) - len(met) + len(overdue)
    waits = [seconds((debt.answered_at or as_of) - debt.opened_at) for debt in answered]
    working = [60 * debt.working_minutes for debt in answered]
    return {
        "n": len(all_),
        "answered": len(answered),
        "met": len(met),
        "met_late": len(answered) - len(met),
        "lost": 0,
        "waived": len(waived),
        "closed_unanswered": 0,
        "open": len(still),
        "missed": missed,
        "decided": len(met) + missed,
        "never_answered": len(never),
        "within_24h": len(in_a_day),
        "day_old": len(answered) + len(never),
        "enough": len(all_) >= 20,
        "median_seconds": between(waits, 0.5),
        "p90_seconds": between(waits, 0.9),
        "mean_seconds": round(sum(waits) / len(waits)) if waits else None,
        "median_working_seconds": between(working, 0.5),
        "p90_working_seconds": between(working, 0.9),
        "mean_working_seconds": round(sum(working) / len(working)) if working else None,
        "within_target_share": part(len(met), len(met) + missed),
        "within_24h_share": part(len(in_a_day), len(answered) + len(never)),
        "never_answered_share": part(len(never), len(answered) + len(never)),
    }


def counted_in(debts: Iterable[Debt], start: datetime, end: datetime) -> list[Debt]:
    return [debt for debt in debts if start <= (debt.answered_at or debt.waived_at or debt.opened_at) < end]


def dialogs(debts: Iterable[Debt], *, as_of: datetime) -> tuple[int, int]:
    """Chats in which the buyer wrote in the last thirty days, and how many of them were answered within a day."""
    recent = [debt for debt in debts if as_of - timedelta(days=30) <= debt.opened_at < as_of]
    decided = {debt.chat for debt in recent if debt.answered_at or debt.opened_at < as_of - DAY}
    quick = {debt.chat for debt in recent if debt.answered_at and debt.answered_at - debt.opened_at <= DAY}
    return len(decided), len(quick)


def seconds(length: timedelta) -> int:
    return int(length.total_seconds())


def between(values: Sequence[int], share: float) -> int | None:
    """In a line between the two neighbours of the place."""
    ordered = sorted(values)
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return round(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def part(of: int, base: int) -> float | None:
    return round(of / base, 4) if base >= 20 else None
