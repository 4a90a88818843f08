"""Asking for the product and the order of a chat: once for all who look, never twice where it is not allowed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.cache import cache

from chats.models import Chat
from chats.selectors.chat_context import (
    LASTS,
    ContextState,
    Known,
    Subject,
    answer_key,
    can_ask,
    name_of,
    read_known,
    refusal_key,
)
from chats.services.changes import change_feed, record_chat
from chats.titles import title_of
from core.queue import enqueue

KEPT: Final = timedelta(days=7)
REFUSED_FOR: Final = timedelta(days=1)
TRIED_AGAIN_AFTER: Final = timedelta(minutes=2)
ASKED_AGAIN_AFTER: Final = timedelta(minutes=1)
FETCH: Final = "chats.fetch_context"


def look_beside(chat: Chat, *, now: datetime) -> dict[Subject, Known]:
    """What is known by now; what is missing or out of date is sent for, and the change feed tells when it came."""
    known = {subject: read_known(chat, subject) for subject in Subject}
    due = [subject for subject in Subject if is_wanted(known[subject], now) and can_ask(chat.chat_account)]
    claims = [_claim(chat, subject) for subject in due]
    if any(claims):
        enqueue(FETCH, chat_id=chat.pk)
    missing = Known(ContextState.LOADING if can_ask(chat.chat_account) else ContextState.UNAVAILABLE)
    return {subject: found or missing for subject, found in known.items()}


def is_wanted(known: Known | None, now: datetime) -> bool:
    if known is None:
        return True
    return known.state not in (ContextState.NONE, ContextState.NOT_ALLOWED) and known.is_due(now)


def keep_answer(chat: Chat, subject: Subject, items: tuple[dict[str, Any], ...], *, now: datetime) -> None:
    state = ContextState.READY if items else ContextState.NOT_FOUND
    _keep(chat, subject, Known(state, items, fetched_at=now, next_at=now + LASTS[subject]))


def keep_refusal(chat: Chat, subject: Subject, code: str) -> None:
    cache.set(refusal_key(chat.chat_account, subject), code, REFUSED_FOR.total_seconds())
    cache.delete(_claim_key(chat, subject))


def keep_failure(chat: Chat, subject: Subject, code: str, *, next_at: datetime | None, now: datetime) -> None:
    """What was known before stays shown, with its age."""
    before = read_known(chat, subject) or Known(ContextState.UNAVAILABLE)
    later = max(next_at or now, now + TRIED_AGAIN_AFTER)
    state = ContextState.READY if before.items else ContextState.UNAVAILABLE
    _keep(chat, subject, Known(state, before.items, before.fetched_at, later, code))


def tell_of_context(chat: Chat, product: Mapping[str, Any] | None) -> None:
    """Whoever has the chat open looks again; its product gives it a title."""
    with change_feed():
        title = title_of(str(product["name"])) if product else ""
        if title and title != chat.product_title:
            Chat.objects.filter(pk=chat.pk, sku=chat.sku).update(product_title=title)
        record_chat(chat)


def _claim(chat: Chat, subject: Subject) -> bool:
    """One of all who look at chats about the same thing asks; should that get lost, another does a minute later."""
    return cache.add(_claim_key(chat, subject), 1, ASKED_AGAIN_AFTER.total_seconds())


def _claim_key(chat: Chat, subject: Subject) -> str:
    return f"{answer_key(chat.chat_account, subject, name_of(chat, subject))}:asked"


def _keep(chat: Chat, subject: Subject, known: Known) -> None:
    kept = {
        "state": known.state.value,
        "items": known.items,
        "fetched_at": known.fetched_at,
        "next_at": known.next_at,
        "code": known.code,
    }
    cache.set(answer_key(chat.chat_account, subject, name_of(chat, subject)), kept, KEPT.total_seconds())
    cache.delete(_claim_key(chat, subject))
