"""Taking back a breach: only where it was told, and after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from chats.services.alerts.readers import Reader
from sla.models import Delivery, Event

State = Delivery.State
Heard = tuple[str, int | None, int]


@dataclass(frozen=True)
class Breaches:
    """The breaches that some revocations are about, by the revocation; and through which channels they went."""

    of: Mapping[int, Event]
    heard: Collection[Heard]

    def was_told(self, revocation: Event) -> bool:
        breach = self.of.get(revocation.pk)
        return breach is not None and breach.telling == Event.Telling.TOLD

    def without_unheard(self, events: Sequence[Event], reader: Reader) -> list[Event]:
        """Without revocations of what this reader was not told through this channel."""
        member_id = reader.member.pk if reader.member else None
        return [
            event
            for event in events
            if event.kind != Event.Kind.BREACH_REVOKED
            or (reader.channel or "", member_id, self.of[event.pk].pk) in self.heard
        ]


def find_breaches(events: Iterable[Event]) -> Breaches:
    revocations = [event for event in events if event.kind == Event.Kind.BREACH_REVOKED]
    if not revocations:
        return Breaches({}, frozenset())
    wanted = Q()
    for event in revocations:
        wanted |= Q(chat=event.chat_id, subject=event.subject)
    rows = Event.objects.filter(wanted, kind=Event.Kind.BREACHED)
    breaches = {(row.chat_id, row.subject): row for row in rows}
    of = {
        event.pk: breaches[event.chat_id, event.subject]
        for event in revocations
        if (event.chat_id, event.subject) in breaches
    }
    return Breaches(of, _heard({breach.pk for breach in of.values()}))


def _heard(breach_ids: set[int]) -> frozenset[Heard]:
    if not breach_ids:
        return frozenset()
    deliveries = Delivery.objects.filter(event_ids__overlap=list(breach_ids))
    rows = deliveries.exclude(state__in=[State.DROPPED, State.FAILED])
    return frozenset(
        (channel, member_id, event_id)
        for channel, member_id, event_ids in rows.values_list("channel", "membership", "event_ids")
        for event_id in event_ids
        if event_id in breach_ids
    )
