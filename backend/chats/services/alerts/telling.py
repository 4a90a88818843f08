"""From events to what each reader is told: rows for the product, and an outbox for what leaves it.

One transaction per workspace: either all its readers have their rows and the events count as told, or nothing happened.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db import Error as DatabaseFailure

from accounts.models import Workspace
from chats.models import Change
from chats.services.alerts.bundles import bundle_events, count_kinds, kind_of
from chats.services.alerts.finding import answered_soon
from chats.services.alerts.readers import Reader, readers_of
from chats.services.alerts.revocations import Breaches, find_breaches
from chats.services.alerts.standing import Drop, has_old_data, reason_to_drop
from chats.services.changes import change_feed, record
from sla.models import Delivery, Event, Notification
from sla.services.due_events import has_unrecorded_breaches

log = logging.getLogger(__name__)

MOST_EVENTS: Final = 5_000
MOST_WORKSPACES: Final = 500
SETTLING: Final = timedelta(minutes=5)


def tell_events(*, now: datetime) -> int:
    """Of every workspace in which something waits to be told; a fault in one keeps no other from being told."""
    waiting = Event.objects.pending().order_by().values_list("workspace", flat=True).distinct()
    told = 0
    for workspace_id in list(waiting[:MOST_WORKSPACES]):
        try:
            told += tell_workspace(workspace_id, now=now)
        except (DatabaseFailure, SoftTimeLimitExceeded):
            raise
        except Exception:
            log.exception("alerts.workspace_failed", extra={"workspace_id": workspace_id})
    return told


def tell_workspace(workspace_id: int, *, now: datetime) -> int:
    """Returns how many events were settled. Nothing when another worker is at it."""
    with change_feed():
        mine = Workspace.objects.select_for_update(skip_locked=True, no_key=True)
        workspace = mine.filter(pk=workspace_id).first()
        if workspace is None:
            return 0
        events = _ready(_pending(workspace), now)
        breaches = find_breaches(events)
        reasons = {event.pk: _reason(event, breaches, now) for event in events}
        standing = [event for event in events if reasons[event.pk] is None]
        if standing:
            _write(workspace, standing, breaches, now)
        _settle(events, reasons, now)
        return len(events)


def _pending(workspace: Workspace) -> list[Event]:
    """Their chats are locked as well, in the order of the sync, which may write the events of a chat it holds."""
    rows = Event.objects.for_workspace(workspace).pending().order_by("pk")
    related = rows.select_related("chat__chat_account__sync_state", "obligation")
    return list(related.select_for_update(of=("self", "chat"), skip_locked=True, no_key=True)[:MOST_EVENTS])


def _ready(events: list[Event], now: datetime) -> list[Event]:
    """What was found late is told together, once all of it is found and the cabinets had time to be read again:
    many debts of an outage were answered meanwhile."""
    late = [event for event in events if event.is_late]
    if not late:
        return events
    is_settling = any(
        now - event.created_at < SETTLING and has_old_data(event.chat.chat_account, now=now) for event in late
    )
    workspace_id = late[0].workspace_id
    if is_settling or has_unrecorded_breaches(workspace_id, now=now, sparing=answered_soon(now)):
        return [event for event in events if not event.is_late]
    return events


def _reason(event: Event, breaches: Breaches, now: datetime) -> Drop | None:
    if event.kind == Event.Kind.BREACH_REVOKED and not breaches.was_told(event):
        return Drop.NOT_TOLD
    return reason_to_drop(event, now=now)


def _write(workspace: Workspace, events: Sequence[Event], breaches: Breaches, now: datetime) -> None:
    old = {event.pk for event in events if has_old_data(event.chat.chat_account, now=now)}
    notifications: list[Notification] = []
    deliveries: list[Delivery] = []
    for reader in readers_of(workspace):
        quiet_until = reader.undisturbed_until(now)
        if reader.channel is None:
            for bundle in bundle_events(reader.choose(events)):
                notification = _notification(workspace, reader, bundle, now)
                notification.is_stale = any(event.pk in old for event in bundle)
                notification.is_quiet = quiet_until is not None
                notifications.append(notification)
        else:
            chosen = breaches.without_unheard(reader.choose(events), reader)
            deliveries += [
                _delivery(workspace, reader, bundle, now, quiet_until or now) for bundle in bundle_events(chosen)
            ]
    Delivery.objects.bulk_create(deliveries)
    for notification in Notification.objects.bulk_create(notifications):
        record(
            workspace.pk,
            Change.Kind.NOTIFICATION_CREATED,
            chat_id=notification.chat_id,
            notification_id=notification.pk,
            membership_id=notification.membership_id,
        )


def _notification(workspace: Workspace, reader: Reader, bundle: Sequence[Event], now: datetime) -> Notification:
    alone = bundle[0] if len(bundle) == 1 else None
    assert reader.member is not None
    return Notification(
        workspace=workspace,
        membership=reader.member,
        kind=kind_of(bundle),
        chat_id=alone.chat_id if alone else None,
        event_ids=[event.pk for event in bundle],
        about_at=alone.about_at if alone else None,
        threshold_hours=alone.threshold_hours if alone else None,
        counts=count_kinds(bundle),
        is_late=bundle[0].is_late,
        created_at=now,
    )


def _delivery(
    workspace: Workspace, reader: Reader, bundle: Sequence[Event], now: datetime, first_attempt_at: datetime
) -> Delivery:
    return Delivery(
        workspace=workspace,
        membership=reader.member,
        channel=reader.channel or "",
        kind=kind_of(bundle),
        chat_id=bundle[0].chat_id if len(bundle) == 1 else None,
        event_ids=[event.pk for event in bundle],
        is_late=bundle[0].is_late,
        created_at=now,
        next_attempt_at=first_attempt_at,
    )


def _settle(events: Iterable[Event], reasons: dict[int, Drop | None], now: datetime) -> None:
    for event in events:
        reason = reasons[event.pk]
        event.telling = Event.Telling.DROPPED if reason else Event.Telling.TOLD
        event.drop_reason = reason or ""
        event.settled_at = now
    Event.objects.bulk_update(list(events), ["telling", "drop_reason", "settled_at"], batch_size=500)
