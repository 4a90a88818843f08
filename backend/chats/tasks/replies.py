"""Doors of the outbox."""

from celery import shared_task

from chats.services.uploads import drop_unused_uploads
from chats.sync import delivery, outbox, verification
from chats.sync.connect import connector_for
from core.clock_skew import shared_now
from core.outages import outage_ends


# After its claim a reply has the rest of the hard limit, for the send and for writing down what became of it.
@shared_task(name="chats.deliver_reply", soft_time_limit=40)
def deliver_reply(*, reply_id: int) -> None:
    delivery.deliver(reply_id=reply_id, connect=connector_for, clock=shared_now)


@shared_task(name="chats.sweep_replies")
@outage_ends("chats.sweep_replies")
def sweep_replies() -> None:
    outbox.sweep(now=shared_now())


@shared_task(name="chats.check_reply")
def check_reply(*, reply_id: int) -> None:
    verification.check_reply(reply_id=reply_id, connect=connector_for, clock=shared_now)


@shared_task(name="chats.drop_unused_uploads")
def drop_unused_uploads_daily() -> None:
    drop_unused_uploads(now=shared_now())
