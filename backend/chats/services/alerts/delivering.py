"""One message to one reader: all that is due for them, looked at once more, sent, and written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from accounts.models import Membership, Workspace
from chats.services.alerts.channels import send_by_mail, send_by_telegram
from chats.services.alerts.outbox import Address, Outcome, claim_due, close, drop, put_off
from chats.services.alerts.standing import Drop, reason_to_drop
from chats.services.alerts.words import words_about
from sla.models import Delivery, Event, NotificationSettings, TelegramChannel
from sla.models.quiet_hours import QuietHours
from sla.services.notification_settings import quiet_of

TEMPLATE: Final = "alerts"
NO_SUCH_READER: Final = "alert_reader_gone"
NO_TELEGRAM: Final = "telegram_not_connected"


def deliver_due(address: Address, *, now: datetime) -> None:
    quiet_until = _undisturbed_until(address, now)
    if quiet_until is not None:
        put_off(address, until=quiet_until, now=now)
    rows = claim_due(address, now=now)
    if not rows:
        return
    if rows[0].kind == Delivery.Kind.TEST:
        send(address, rows, [], now=now)
        return
    events = _events_of(rows)
    reasons = {event.pk: _reason(event, address, rows, now) for event in events}
    standing = [event for event in events if reasons[event.pk] is None]
    kept: list[Delivery] = []
    for row in rows:
        why = [reasons.get(event_id, Drop.SOLVED) for event_id in row.event_ids]
        if None in why:
            kept.append(row)
        else:
            drop([row], why[0] or Drop.SOLVED, now=now)
    if kept:
        send(address, kept, standing, now=now)


def send(address: Address, rows: list[Delivery], events: Sequence[Event], *, now: datetime) -> None:
    """The rows become one message; without events it is the test."""
    workspace = Workspace.objects.get(pk=address.workspace_id)
    context = words_about(events, workspace=workspace, now=now)
    template = TEMPLATE if events else "alerts_test"
    if address.channel == Delivery.Channel.EMAIL:
        _by_mail(address, rows, template, context, now)
    else:
        _by_telegram(address, rows, template, context, now)


def _undisturbed_until(address: Address, now: datetime) -> datetime | None:
    """A message may also become due in the quiet hours by a failed attempt, or because no worker was there before."""
    workspace = Workspace.objects.get(pk=address.workspace_id)
    row: QuietHours | None
    if address.membership_id is None:
        row = TelegramChannel.objects.for_workspace(workspace).first()
    else:
        row = NotificationSettings.objects.filter(membership=address.membership_id).first()
    quiet = quiet_of(row, workspace_zone=workspace.time_zone) if row else None
    return quiet.over_at(now) if quiet else None


def _by_mail(address: Address, rows: list[Delivery], template: str, context: dict[str, object], now: datetime) -> None:
    members = Membership.objects.filter(user__is_active=True).select_related("user")
    member = members.filter(pk=address.membership_id).first() if address.membership_id else None
    if member is None:
        drop(rows, NO_SUCH_READER, now=now)
        return
    close(rows, send_by_mail(member=member, template=template, context=context, number=rows[-1].pk), now=now)


def _by_telegram(
    address: Address, rows: list[Delivery], template: str, context: dict[str, object], now: datetime
) -> None:
    channel = TelegramChannel.objects.filter(workspace=address.workspace_id).first()
    if channel is None:
        drop(rows, NO_TELEGRAM, now=now)
        return
    outcome = send_by_telegram(channel=channel, template=template, context=context)
    close(rows, outcome, now=now)
    _note(channel, outcome, now)


def _note(channel: TelegramChannel, outcome: Outcome, now: datetime) -> None:
    """For the settings page. A channel that was changed meanwhile has its own story."""
    unchanged = TelegramChannel.objects.filter(pk=channel.pk, token=channel.token, chat_id=channel.chat_id)
    if outcome.is_sent:
        unchanged.update(last_sent_at=now, last_error_at=None, last_error_code="")
    else:
        unchanged.update(last_error_at=now, last_error_code=outcome.code)


def _events_of(rows: Iterable[Delivery]) -> list[Event]:
    ids = {event_id for row in rows for event_id in row.event_ids}
    return list(Event.objects.filter(pk__in=ids).select_related("chat__chat_account__sync_state", "obligation"))


def _reason(event: Event, address: Address, rows: Sequence[Delivery], now: datetime) -> Drop | None:
    if event.kind != Event.Kind.BREACH_REVOKED:
        return reason_to_drop(event, now=now)
    return None if _was_sent(event, address, rows) else Drop.NOT_TOLD


def _was_sent(revocation: Event, address: Address, rows: Sequence[Delivery]) -> bool:
    """Whether the breach left, or is leaving, through this channel; in `rows` themselves it is being dropped."""
    breach = Event.objects.filter(chat=revocation.chat_id, subject=revocation.subject, kind=Event.Kind.BREACHED).first()
    if breach is None:
        return False
    told = Delivery.objects.to_reader(
        workspace=address.workspace_id, membership=address.membership_id, channel=address.channel
    )
    left = told.filter(state__in=[Delivery.State.SENT, Delivery.State.SENDING], event_ids__contains=[breach.pk])
    return left.exclude(pk__in=[row.pk for row in rows]).exists()
