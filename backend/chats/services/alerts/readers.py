"""Who is told of the events of a workspace, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Membership, Workspace
from sla.models import Delivery, Event, TelegramChannel
from sla.quiet_hours import Quiet
from sla.services.notification_settings import quiet_of, settings_of_all


@dataclass(frozen=True)
class Reader:
    """One way to one reader; without a channel it is the product itself, without a member the whole workspace."""

    member: Membership | None
    channel: str | None
    wanted: frozenset[str]
    quiet: Quiet | None

    def choose(self, events: Iterable[Event]) -> list[Event]:
        """A revocation goes where the breach would have gone."""
        return [event for event in events if _choice(event.kind) in self.wanted]

    def undisturbed_until(self, now: datetime) -> datetime | None:
        return self.quiet.over_at(now) if self.quiet else None


def readers_of(workspace: Workspace) -> list[Reader]:
    members = list(
        Membership.objects.for_workspace(workspace).filter(user__is_active=True).select_related("user").order_by("pk")
    )
    settings = settings_of_all(members)
    readers: list[Reader] = []
    for member in members:
        row = settings[member.pk]
        quiet = quiet_of(row, workspace_zone=workspace.time_zone)
        readers.append(Reader(member, None, frozenset(row.spa_events), quiet))
        readers.append(Reader(member, Delivery.Channel.EMAIL, frozenset(row.email_events), quiet))
    return [*readers, *_telegram(workspace)]


def _telegram(workspace: Workspace) -> Sequence[Reader]:
    channel = TelegramChannel.objects.for_workspace(workspace).first()
    if channel is None:
        return []
    quiet = quiet_of(channel, workspace_zone=workspace.time_zone)
    return [Reader(None, Delivery.Channel.TELEGRAM, frozenset(channel.events), quiet)]


def _choice(kind: str) -> str:
    return Event.Kind.BREACHED.value if kind == Event.Kind.BREACH_REVOKED else kind
