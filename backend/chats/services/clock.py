"""The reply clock of a chat: derived again from its thread whenever something in it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from chats.models import Chat, Message
from chats.selectors.thanks import chats_of_thanks
from chats.selectors.threads import Thread, is_longer_than, load_threads
from chats.services.window import window_facts
from core.rows import update_rows
from sla.facts import ObligationFacts, State
from sla.models import Action
from sla.obligations import derive
from sla.selectors.rules import Rules, load_rules
from sla.services.recompute import DerivedThread, store_obligations
from sla.services.resuming import Resumption, find_resumption, resume_after
from sla.thread import ActionKind, ClockAction
from sla.timeline import Timeline
from sla.window import nearer_deadline, reply_window

LONG_THREAD: Final = 200
CLOCK_FIELDS: Final = (
    "waiting_since",
    "warn_at",
    "due_at",
    "window_closes_at",
    "window_is_estimate",
    "deadline_at",
    "answered_at",
    "calendar_version_id",
    "suggests_waive",
)


def refresh_clock(
    chat: Chat, *, now: datetime, since: datetime | None = None, rules: Rules | None = None, save: bool = True
) -> bool:
    """Bring obligations and clock of one chat up to date; the caller holds the lock of its row.

    ``since`` is the marketplace time of the earliest message, link or refusal that is new, if the caller knows it:
    what a long thread owed before is then left as it stands. ``rules`` are the policies, if they are in hand. True when
    the clock of the chat changed; a caller who writes the row anyway saves it.
    """
    resumption: Resumption | None = None
    if since is not None and chat.kind == Chat.Kind.BUYER and is_longer_than(chat, LONG_THREAD):
        resumption = find_resumption(chat_id=chat.pk, since=since)
    resumption = _behind_the_erased(chat, resumption)
    return _refresh([chat], now=now, resumption=resumption, rules=rules, save=save) != []


def refresh_clocks(
    chats: Sequence[Chat],
    *,
    now: datetime,
    just_stored: Mapping[int, Sequence[Message]] | None = None,
    rules: Rules | None = None,
    save: bool = True,
) -> list[Chat]:
    """The same for many chats, in as many statements as for one; returns those whose clock changed.

    ``just_stored`` are the threads of chats that were empty until now.
    """
    whole = [chat for chat in chats if chat.erased_up_to is None]
    changed = _refresh(whole, now=now, just_stored=just_stored, rules=rules, save=save) if whole else []
    for chat in chats:
        if chat.erased_up_to is not None:
            resumption = _behind_the_erased(chat, None)
            changed += _refresh([chat], now=now, resumption=resumption, rules=rules, save=save)
    return changed


def _behind_the_erased(chat: Chat, resumption: Resumption | None) -> Resumption | None:
    """A place in the thread whose messages are still there from it on."""
    if chat.erased_up_to is None or (resumption is not None and resumption.opened_at > chat.erased_up_to):
        return resumption
    return resume_after(chat_id=chat.pk, erased_up_to=chat.erased_up_to)


def _refresh(
    chats: Sequence[Chat],
    *,
    now: datetime,
    resumption: Resumption | None = None,
    just_stored: Mapping[int, Sequence[Message]] | None = None,
    rules: Rules | None = None,
    save: bool,
) -> list[Chat]:
    buyers = [chat for chat in chats if chat.kind == Chat.Kind.BUYER]
    since = resumption.opened_at if resumption else None
    threads = load_threads(buyers, since=since, just_stored=just_stored)
    _note_remote_status(buyers, threads, now)
    rules = rules or load_rules({chat.workspace_id for chat in buyers})
    derived = {chat.pk: _derive(chat, threads[chat.pk], _timeline(chat, rules), resumption, now) for chat in buyers}
    store_obligations(
        [DerivedThread(chat.workspace_id, chat.chat_account_id, chat.pk, derived[chat.pk], since) for chat in buyers],
        now=now,
    )
    thanks = chats_of_thanks(buyers, _waiting_since(derived))
    changed: list[Chat] = []
    for chat in buyers:
        before = [getattr(chat, name) for name in CLOCK_FIELDS]
        _set_clock(chat, threads[chat.pk], derived[chat.pk], resumption, now)
        chat.suggests_waive = chat.pk in thanks
        if before != [getattr(chat, name) for name in CLOCK_FIELDS]:
            chat.updated_at = now
            changed.append(chat)
    if save:
        _save(changed)
    return changed


def _derive(
    chat: Chat, thread: Thread, timeline: Timeline, resumption: Resumption | None, now: datetime
) -> list[ObligationFacts]:
    return derive(
        thread.messages,
        replies=thread.replies,
        actions=thread.actions,
        timeline=timeline,
        window=window_facts(chat.chat_account.marketplace, refusals=thread.refusals),
        now=now,
        first_kind=resumption.kind if resumption else None,
    )


def _timeline(chat: Chat, rules: Rules) -> Timeline:
    account = chat.chat_account
    return rules.timeline(chat.workspace_id, chat_account_id=account.pk, marketplace=account.marketplace)


def _note_remote_status(chats: Sequence[Chat], threads: dict[int, Thread], now: datetime) -> None:
    """Keep the moment at which we first saw that the marketplace closed a chat, or opened it again."""
    new: list[Action] = []
    for chat in chats:
        is_closed = chat.remote_status == Chat.RemoteStatus.CLOSED
        if chat.remote_status != Chat.RemoteStatus.UNKNOWN and is_closed != threads[chat.pk].stands_closed:
            kind = Action.Kind.MARKETPLACE_CLOSE if is_closed else Action.Kind.MARKETPLACE_OPEN
            new.append(Action(workspace_id=chat.workspace_id, chat=chat, kind=kind, at=now))
    for row in Action.objects.bulk_create(new) if new else ():
        threads[row.chat_id].actions.append(ClockAction(number=row.pk, kind=ActionKind(row.kind), at=row.at))


def _set_clock(
    chat: Chat,
    thread: Thread,
    obligations: Sequence[ObligationFacts],
    resumption: Resumption | None,
    now: datetime,
) -> None:
    owed = next((facts for facts in obligations if facts.state is State.OPEN), None)
    facts = window_facts(chat.chat_account.marketplace, refusals=thread.refusals)
    window = reply_window(facts, last_buyer_at=thread.last_buyer_at)
    answered = [done.answered_at for done in obligations if done.answered_at]
    chat.waiting_since = owed.opened_at if owed else None
    chat.warn_at = owed.warn_at if owed else None
    chat.due_at = owed.due_at if owed else None
    chat.calendar_version_id = owed.calendar_version_id if owed else None
    chat.window_closes_at = window.closes_at
    chat.window_is_estimate = window.is_estimate
    chat.deadline_at = nearer_deadline(due_at=chat.due_at, window=window, now=now)
    chat.answered_at = max(answered, default=resumption.answered_before if resumption else None)


def _waiting_since(derived: Mapping[int, Sequence[ObligationFacts]]) -> dict[int, datetime]:
    return {
        chat_id: facts.opened_at
        for chat_id, obligations in derived.items()
        for facts in obligations
        if facts.state is State.OPEN
    }


def _save(chats: Sequence[Chat]) -> None:
    fields = [*CLOCK_FIELDS, "updated_at"]
    if len(chats) == 1:
        chats[0].save(update_fields=fields)
    else:
        update_rows(chats, fields)
