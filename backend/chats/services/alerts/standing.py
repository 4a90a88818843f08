"""Whether an event is still worth telling: asked when it is told, and again right before each message leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from chats.freshness import DELAYED_AFTER
from chats.models import Chat, ChatAccount
from sla.models import Event, Obligation

URGENT_HOURS: Final = 3


class Drop(StrEnum):
    """Why an event is not told; the codes stand in the table of error texts."""

    SOLVED = "alert_solved"
    OVERTAKEN = "alert_overtaken"
    SNOOZED = "alert_snoozed"
    DISCONNECTED = "alert_account_disconnected"
    NOT_TOLD = "alert_breach_not_told"


def reason_to_drop(event: Event, *, now: datetime) -> Drop | None:
    """None while it stands. That a breach was none always does: whether it was told is asked elsewhere."""
    if event.kind == Event.Kind.BREACH_REVOKED:
        return None
    if not event.chat.chat_account.is_live:
        return Drop.DISCONNECTED
    if event.kind == Event.Kind.WINDOW_CLOSING:
        return _window_is_no_news(event, now)
    return _debt_is_no_news(event, now)


def _debt_is_no_news(event: Event, now: datetime) -> Drop | None:
    debt = event.obligation
    if debt is None or debt.state != Obligation.State.OPEN:
        return Drop.SOLVED
    if event.kind == Event.Kind.BREACHED:
        return None if debt.due_at < now and _is_the_last_breach(event, debt) else Drop.SOLVED
    if debt.due_at < now:
        return Drop.OVERTAKEN
    if debt.warn_at > now:
        return Drop.SOLVED
    return Drop.SNOOZED if _is_put_aside(event.chat) else None


def _is_the_last_breach(event: Event, debt: Obligation) -> bool:
    """One that was taken back stays so: that its debt is overdue once more has an event of its own."""
    return debt.breach_found_at is not None and debt.breach_found_at <= event.created_at


def _window_is_no_news(event: Event, now: datetime) -> Drop | None:
    chat, hours = event.chat, event.threshold_hours or 0
    if chat.due_at is None or chat.window_closes_at != event.about_at:
        return Drop.SOLVED
    if event.about_at <= now or (hours > URGENT_HOURS and event.about_at - now <= timedelta(hours=URGENT_HOURS)):
        return Drop.OVERTAKEN
    return Drop.SNOOZED if hours > URGENT_HOURS and _is_put_aside(chat) else None


def _is_put_aside(chat: Chat) -> bool:
    """Somebody has seen it and chosen when to come back: only what cannot wait is told."""
    return chat.status == Chat.Status.SNOOZED


def has_old_data(account: ChatAccount, *, now: datetime) -> bool:
    """An answer may have been given that we do not know of; a cabinet that is paused is not read at all."""
    return now - (account.sync_state.fresh_at or account.connected_at) > DELAYED_AFTER
