"""The outbox of notifications: who may send what, and what became of it.

A delivery is claimed, and the claim committed, before anything leaves. When the process dies in between, the claim is
given back and the message goes out again: an alarm that comes twice is better than one that never comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import uuid4

from django.db.models import Count, F, Q, QuerySet

from core import counters
from core.queue import enqueue
from sla.models import Delivery

TASK: Final = "chats.deliver_notifications"
DELIVERIES: Final = "notification_deliveries"
MOST_READERS: Final = 1_000
MOST_AT_ONCE: Final = 2_000
# Longer than the hard limit of a task: its process is dead.
GIVEN_UP_AFTER: Final = timedelta(minutes=5)
WAITS: Final = tuple(timedelta(seconds=seconds) for seconds in (15, 60, 300, 900, 1800))
INTERRUPTED: Final = "delivery_interrupted"
State = Delivery.State


class Address(NamedTuple):
    """One reader through one channel; without a member it is the workspace itself."""

    workspace_id: int
    membership_id: int | None
    channel: str


@dataclass(frozen=True)
class Outcome:
    """`code` is why it was not sent; a final one is not tried again."""

    code: str = ""
    is_final: bool = False
    detail: str = ""
    retry_after: int | None = None

    @property
    def is_sent(self) -> bool:
        return not self.code


def start_deliveries(*, now: datetime) -> int:
    """Have every reader served for whom something is due."""
    give_back_claims(now=now)
    addresses = due_addresses(now=now)
    for address in addresses:
        enqueue(TASK, **address._asdict())
    return len(addresses)


def due_addresses(*, now: datetime) -> list[Address]:
    columns = ("workspace_id", "membership_id", "channel")
    due = Delivery.objects.due(now).order_by().values_list(*columns).distinct()
    return [Address(*row) for row in due[:MOST_READERS]]


def count_due(*, now: datetime) -> dict[str, int]:
    """By channel; every channel is named."""
    found = dict(Delivery.objects.due(now).values_list("channel").annotate(number=Count("pk")).order_by())
    return {channel.value: found.get(channel.value, 0) for channel in Delivery.Channel}


def give_back_claims(*, now: datetime) -> int:
    """Of processes that died while they were sending. What kills each of them is not tried for ever."""
    dead = Delivery.objects.filter(state=State.SENDING, claimed_at__lt=now - GIVEN_UP_AFTER)
    dead.filter(attempts__gt=len(WAITS)).update(state=State.FAILED, finished_at=now, reason=INTERRUPTED)
    return dead.update(state=State.QUEUED, next_attempt_at=now, reason=INTERRUPTED)


def put_off(address: Address, *, until: datetime, now: datetime) -> None:
    """Have what is due for this reader wait; a trial does not, for somebody asked for it."""
    due = Delivery.objects.due(now).to_reader(
        workspace=address.workspace_id, membership=address.membership_id, channel=address.channel
    )
    due.exclude(kind=Delivery.Kind.TEST).update(next_attempt_at=until)


def claim_due(address: Address, *, now: datetime) -> list[Delivery]:
    """What is due for this reader and makes one message, in the hands of the caller alone; trials come last."""
    due = Delivery.objects.due(now).to_reader(
        workspace=address.workspace_id, membership=address.membership_id, channel=address.channel
    )
    is_trial = Q(kind=Delivery.Kind.TEST)
    return _claim(due.exclude(is_trial), MOST_AT_ONCE, now) or _claim(due.filter(is_trial), 1, now)


def _claim(due: QuerySet[Delivery], most: int, now: datetime) -> list[Delivery]:
    claim = uuid4()
    chosen = due.order_by("pk").values("pk")[:most]
    free = Delivery.objects.filter(pk__in=chosen, state=State.QUEUED)
    if not free.update(state=State.SENDING, claim=claim, claimed_at=now, attempts=F("attempts") + 1):
        return []
    return list(Delivery.objects.filter(claim=claim, state=State.SENDING).order_by("pk"))


def drop(rows: Iterable[Delivery], code: str, *, now: datetime) -> None:
    _finish(list(rows), State.DROPPED, code, now=now)


def close(rows: list[Delivery], outcome: Outcome, *, now: datetime) -> None:
    """Write what became of one message; another try comes later and later, until it is given up."""
    if not rows:
        return
    if outcome.is_sent:
        _finish(rows, State.SENT, "", now=now)
        return
    over = [row for row in rows if outcome.is_final or _is_last_try(row)]
    _finish(over, State.FAILED, outcome.code, now=now, detail=outcome.detail)
    for row in rows:
        if row not in over:
            wait = timedelta(seconds=outcome.retry_after) if outcome.retry_after else WAITS[row.attempts - 1]
            _mine([row]).update(
                state=State.QUEUED, next_attempt_at=now + wait, reason=outcome.code, detail=outcome.detail
            )


def _is_last_try(row: Delivery) -> bool:
    return row.kind == Delivery.Kind.TEST or row.attempts > len(WAITS)


def _finish(rows: list[Delivery], state: str, code: str, *, now: datetime, detail: str = "") -> None:
    if not rows:
        return
    _mine(rows).update(state=state, reason=code, detail=detail, finished_at=now)
    for row in rows:
        row.state, row.reason, row.detail, row.finished_at = state, code, detail, now
    counters.add({DELIVERIES: len(rows)}, (rows[0].channel, state))


def _mine(rows: list[Delivery]) -> QuerySet[Delivery]:
    """Unless the claim was given back meanwhile."""
    return Delivery.objects.filter(pk__in=[row.pk for row in rows], claim=rows[0].claim, state=State.SENDING)
