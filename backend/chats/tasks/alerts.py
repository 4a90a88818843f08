"""Doors of the alerts: what is due is found every 15 seconds, and each reader is served by a task of its own."""

from celery import shared_task
from django.utils import timezone

from chats.services.alerts.delivering import deliver_due
from chats.services.alerts.finding import find_events
from chats.services.alerts.outbox import Address, start_deliveries
from chats.services.alerts.telling import tell_events
from chats.services.notifications import forget_old_notifications
from core.mail.server import HARD_LIMIT, SOFT_LIMIT
from core.outages import outage_ends


@shared_task(name="chats.find_alerts")
@outage_ends("chats.find_alerts")
def find_alerts() -> None:
    find_events(now=timezone.now())
    tell_events(now=timezone.now())
    start_deliveries(now=timezone.now())


@shared_task(name="chats.deliver_notifications", soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
@outage_ends("chats.deliver_notifications")
def deliver_notifications(*, workspace_id: int, membership_id: int | None, channel: str) -> None:
    deliver_due(Address(workspace_id, membership_id, channel), now=timezone.now())


@shared_task(name="chats.forget_old_notifications")
def forget_old_notifications_daily() -> None:
    forget_old_notifications(now=timezone.now())
