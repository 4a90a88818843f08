"""What lies in the outbox of all workspaces, and what lies there too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, When

from chats.models import Reply
from chats.models.reply import ReplyQuerySet

QUEUED_TOO_LONG: Final = timedelta(minutes=2)
UNCLEAR_TOO_LONG: Final = timedelta(minutes=15)
# The sweeper of the outbox ends a dead sending by itself soon after the limit.
SWEEPER_NEEDS: Final = timedelta(minutes=1)
IN_FLIGHT: Final = (Reply.State.QUEUED, Reply.State.SENDING, Reply.State.ACCEPTED, Reply.State.UNCLEAR)


@dataclass(frozen=True)
class Pile:
    """Replies in one state, and since when the oldest of them is in it."""

    count: int = 0
    oldest_at: datetime | None = None


def piles() -> dict[str, Pile]:
    """Unfinished replies by state; those that a trial mode only pretended to send are done."""
    in_flight = Reply.objects.filter(state__in=IN_FLIGHT, is_simulated=False)
    entered_at = Case(*(When(state=state, then=F(f"{state}_at")) for state in IN_FLIGHT))
    rows = in_flight.values_list("state").annotate(count=Count("pk"), oldest_at=Min(entered_at)).order_by()
    found = {state: Pile(count, oldest_at) for state, count, oldest_at in rows}
    failed = Pile(Reply.objects.filter(state=Reply.State.FAILED).count())
    return {state.value: found.get(state.value, Pile()) for state in IN_FLIGHT} | {Reply.State.FAILED.value: failed}


def stuck_replies(*, now: datetime) -> ReplyQuerySet:
    """Replies that ought to have moved on. One that waits behind another waits for a person, not for us.

    Of a cabinet that was disconnected nothing can be learned any more.
    """
    holder = Reply.objects.filter(chat=OuterRef("chat"), pk__lt=OuterRef("pk"), state__in=Reply.NEEDS_A_PERSON)
    sending_limit = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT) + SWEEPER_NEEDS
    return Reply.objects.filter(
        Q(state=Reply.State.QUEUED, queued_at__lt=now - QUEUED_TOO_LONG) & ~Exists(holder)
        | Q(state=Reply.State.SENDING, sending_at__lt=now - sending_limit)
        | Q(state=Reply.State.UNCLEAR, unclear_at__lt=now - UNCLEAR_TOO_LONG),
        chat__chat_account__disconnected_at=None,
        state__in=(Reply.State.QUEUED, Reply.State.SENDING, Reply.State.UNCLEAR),
    )


def entered_at(reply: Reply) -> datetime | None:
    """Since when it is in its state."""
    moments = {
        Reply.State.QUEUED: reply.queued_at,
        Reply.State.SENDING: reply.sending_at,
        Reply.State.ACCEPTED: reply.accepted_at,
        Reply.State.UNCLEAR: reply.unclear_at,
    }
    return moments.get(Reply.State(reply.state))
