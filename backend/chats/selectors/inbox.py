"""The list of chats, its filters and its counters: one set of predicates for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, IntegerField, Min, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import Workspace
from chats.models import Chat, Message, Reply, SyncState
from chats.models.chat import ChatQuerySet
from chats.models.message import searched_words
from core.api.keyset import Column, Keyset

POSTING: Final = re.compile(r"(?P<order>\d{4,}-\d{3,})-\d{1,4}")
BUYER_TAIL: Final = re.compile(r"\d{4,}")


class Queue(StrEnum):
    WAITING = "waiting"
    URGENT = "urgent"
    LATE = "late"
    CLOSING = "closing"
    UNREAD = "unread"
    FAILED = "failed"
    ANSWERED = "answered"
    ALL = "all"


IN_QUEUE: Final[dict[Queue, Callable[[ChatQuerySet, datetime], ChatQuerySet]]] = {
    Queue.WAITING: lambda chats, now: chats.waiting(),
    Queue.URGENT: lambda chats, now: chats.urgent(now),
    Queue.LATE: lambda chats, now: chats.late(now),
    Queue.CLOSING: lambda chats, now: chats.closing(now),
    Queue.UNREAD: lambda chats, now: chats.unread(),
    Queue.FAILED: lambda chats, now: chats.failed(),
    Queue.ANSWERED: lambda chats, now: chats.answered(),
    Queue.ALL: lambda chats, now: chats,
}

ORDERINGS: Final = {
    "deadline": Keyset.by(Column("deadline_at", nullable=True)),
    "newest": Keyset.by(Column("last_message_at", descending=True)),
    "oldest": Keyset.by(Column("waiting_since", nullable=True)),
}


@dataclass(frozen=True)
class InboxFilters:
    queue: Queue = Queue.ALL
    chat_accounts: tuple[int, ...] = ()
    marketplace: str = ""
    unread: bool = False
    search: str = ""


@dataclass(frozen=True)
class Counts:
    queues: dict[str, int]
    accounts: dict[str, int]


def inbox(workspace: Workspace, filters: InboxFilters, *, now: datetime) -> ChatQuerySet:
    return IN_QUEUE[filters.queue](_filtered(workspace, filters), now)


def count_inbox(workspace: Workspace, filters: InboxFilters, *, now: datetime) -> Counts:
    """How long each queue is, and how many chats wait in each account, whichever of them is chosen."""
    chats = _filtered(workspace, filters)
    counts = {queue.value: _count(choose(chats, now)) for queue, choose in IN_QUEUE.items()}
    queues = Workspace.objects.filter(pk=workspace.pk).values(**counts)
    everywhere = chats if not filters.chat_accounts else _filtered(workspace, replace(filters, chat_accounts=()))
    waiting = everywhere.waiting().order_by().values("chat_account").annotate(n=Count("pk"))
    return Counts(
        queues=queues.get(),  # type: ignore[arg-type]  # the keys are those of IN_QUEUE
        accounts={str(account): n for account, n in waiting.values_list("chat_account", "n")},
    )


def undelivered_states(workspace: Workspace, chat_ids: Iterable[int]) -> dict[int, str]:
    """The worst state among the undelivered replies of each of these chats."""
    worst_last = (Reply.State.QUEUED, Reply.State.SENDING, Reply.State.UNCLEAR, Reply.State.FAILED)
    found = Reply.objects.for_workspace(workspace).filter(chat__in=list(chat_ids), state__in=worst_last)
    states: dict[int, str] = {}
    for chat_id, state in found.values_list("chat_id", "state"):
        known = states.get(chat_id)
        if known is None or worst_last.index(Reply.State(state)) > worst_last.index(Reply.State(known)):
            states[chat_id] = state
    return states


def data_fresh_at(workspace: Workspace) -> datetime | None:
    """The oldest freshness among the accounts that are connected."""
    live = SyncState.objects.filter(chat_account__workspace=workspace, chat_account__disconnected_at=None)
    oldest: datetime | None = live.aggregate(oldest=Min("fresh_at"))["oldest"]
    return oldest


def _filtered(workspace: Workspace, filters: InboxFilters) -> ChatQuerySet:
    chats = Chat.objects.for_workspace(workspace).listed()
    if filters.chat_accounts:
        chats = chats.filter(chat_account__in=filters.chat_accounts)
    if filters.marketplace:
        chats = chats.filter(chat_account__marketplace=filters.marketplace)
    if filters.unread:
        chats = chats.unread()
    return _search(chats, filters.search.strip()) if filters.search.strip() else chats


def _search(chats: ChatQuerySet, text: str) -> ChatQuerySet:
    """An order, posting or product number that fits exactly; else words of the messages or the end of a buyer's id."""
    posting = POSTING.fullmatch(text)
    exact = chats.filter(Q(order_number__in=[text, *([posting["order"]] if posting else [])]) | Q(sku=text))
    if exact.exists():
        return exact
    words = SearchQuery(text, config="russian", search_type="websearch")
    said = Message.objects.annotate(words=searched_words()).filter(words=words)
    who = Q(buyer_name__icontains=text)
    if BUYER_TAIL.fullmatch(text):
        who |= Q(buyer_external_id__endswith=text)
    return chats.filter(Q(pk__in=said.values("chat")) | who)


def _count(chats: ChatQuerySet) -> Coalesce:
    counted = chats.order_by().values(every=Value(1)).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
