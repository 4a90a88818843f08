"""«Проверить»: one message through a channel, now, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import uuid4

from accounts.models import Membership
from chats.models import Change
from chats.services.alerts.delivering import send
from chats.services.alerts.outbox import Address
from chats.services.changes import change_feed, record
from core.errors import LimitReached
from sla.models import Delivery, Notification
from sla.services.telegram_channels import find_telegram

WITHIN: Final = timedelta(minutes=10)
MOST: Final = 10


class Channel(StrEnum):
    SPA = "spa"
    EMAIL = "email"
    TELEGRAM = "telegram"


class TooManyTrials(LimitReached):
    code = "too_many_tests"


@dataclass(frozen=True)
class Trial:
    sent_to: str
    notification: Notification | None = None
    delivery: Delivery | None = None


def try_channel(*, membership: Membership, channel: Channel, now: datetime) -> Trial:
    if channel is Channel.SPA:
        return _in_the_product(membership, now)
    if channel is Channel.TELEGRAM:
        telegram = find_telegram(membership.workspace)
        return _outside(Address(membership.workspace_id, None, channel.value), telegram.chat_id, now)
    address = Address(membership.workspace_id, membership.pk, channel.value)
    return _outside(address, membership.user.email, now)


def _in_the_product(membership: Membership, now: datetime) -> Trial:
    with change_feed():
        notification = Notification.objects.create(
            workspace_id=membership.workspace_id,
            membership=membership,
            kind=Notification.Kind.TEST,
            created_at=now,
        )
        record(
            membership.workspace_id,
            Change.Kind.NOTIFICATION_CREATED,
            notification_id=notification.pk,
            membership_id=membership.pk,
        )
    return Trial(membership.name, notification=notification)


def _outside(address: Address, sent_to: str, now: datetime) -> Trial:
    """The row is there before anything leaves; what cannot be sent now is not tried later, for somebody is looking."""
    to_reader = Delivery.objects.to_reader(
        workspace=address.workspace_id, membership=address.membership_id, channel=address.channel
    )
    lately = to_reader.filter(kind=Delivery.Kind.TEST, created_at__gt=now - WITHIN)
    if lately.count() >= MOST:
        raise TooManyTrials
    delivery = Delivery.objects.create(
        workspace_id=address.workspace_id,
        membership_id=address.membership_id,
        channel=address.channel,
        kind=Delivery.Kind.TEST,
        state=Delivery.State.SENDING,
        claim=uuid4(),
        claimed_at=now,
        attempts=1,
        created_at=now,
        next_attempt_at=now,
    )
    send(address, [delivery], [], now=now)
    delivery.refresh_from_db()
    return Trial(sent_to, delivery=delivery)
