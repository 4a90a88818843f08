"""The list of chats, its filters and its counters: one set of predicates for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Count, Q
from django.db.models.functions import Reverse

from accounts.models import Membership, Workspace
from chats.models import Chat, Message, Reply, queues
from chats.models.chat import ChatQuerySet
from chats.models.message import searched_words
from core.api.keyset import Column, Keyset

WORST_LAST: Final = [Reply.State.QUEUED, Reply.State.SENDING, Reply.State.UNCLEAR, Reply.State.FAILED]
# Every page of the inbox asks these two: written out, they cost a third.
UNDELIVERED: Final = """
SELECT chat_id, max(array_position(%(states)s::text[], state::text)) FROM chat_replies
WHERE workspace_id = %(workspace)s AND chat_id = ANY(%(chats)s) AND state = ANY(%(states)s) GROUP BY chat_id
"""
OLDEST_FRESHNESS: Final = """
SELECT min(state.fresh_at) FROM chat_sync_state AS state
JOIN chat_accounts AS account ON account.id = state.chat_account_id
WHERE account.workspace_id = %(workspace)s AND account.disconnected_at IS NULL
AND (%(accounts)s::bigint[] IS NULL OR account.id = ANY(%(accounts)s))
"""
POSTING: Final = re.compile(r"(?P<order>\d{4,}-\d{3,})-\d{1,4}")
_MINE: Final = "_mine"
_UNASSIGNED: Final = "_unassigned"
BUYER_TAIL: Final = re.compile(r"\d{4,}")


class Queue(StrEnum):
    WAITING = "waiting"
    URGENT = "urgent"
    LATE = "late"
    CLOSING = "closing"
    UNREAD = "unread"
    FAILED = "failed"
    ANSWERED = "answered"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    ALL = "all"


IN_QUEUE: Final[dict[Queue, Callable[[datetime], Q]]] = {
    Queue.WAITING: lambda now: queues.waiting(),
    Queue.URGENT: queues.urgent,
    Queue.LATE: queues.late,
    Queue.CLOSING: queues.closing,
    Queue.UNREAD: lambda now: queues.unread(),
    Queue.FAILED: lambda now: queues.failed(),
    Queue.ANSWERED: lambda now: queues.answered(),
    Queue.SNOOZED: lambda now: queues.snoozed(),
    Queue.CLOSED: lambda now: queues.closed(),
    Queue.ALL: lambda now: Q(),
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
    assignee: int | None = None
    is_unassigned: bool = False
    search: str = ""

    def admits(self, account_id: int) -> bool:
        return not self.chat_accounts or account_id in self.chat_accounts


@dataclass(frozen=True)
class Counts:
    queues: dict[str, int]
    accounts: dict[str, int]
    mine: int
    unassigned: int


def inbox(workspace: Workspace, filters: InboxFilters, *, now: datetime) -> ChatQuerySet:
    return _filtered(workspace, filters).filter(IN_QUEUE[filters.queue](now))


def count_inbox(
    workspace: Workspace, filters: InboxFilters, *, now: datetime, reader: Membership | None = None
) -> Counts:
    """How long each queue is, how many chats wait in each account, and for whom, whichever of them are chosen."""
    everywhere = _filtered(workspace, replace(filters, chat_accounts=(), assignee=None, is_unassigned=False)).order_by()
    chosen_people = _of_assignee(filters)
    lengths = {queue.value: Count("pk", filter=condition(now) & chosen_people) for queue, condition in IN_QUEUE.items()}
    lengths[_MINE] = Count("pk", filter=queues.waiting() & Q(assignee=reader, assignee__isnull=False))
    lengths[_UNASSIGNED] = Count("pk", filter=queues.waiting() & Q(assignee=None))
    rows = everywhere.values("chat_account").annotate(**lengths).values_list("chat_account", *lengths)
    by_account = {row[0]: dict(zip(lengths, row[1:], strict=True)) for row in rows}
    chosen = [counted for account, counted in by_account.items() if filters.admits(account)]
    total = {name: sum(counted[name] for counted in chosen) for name in lengths}
    return Counts(
        mine=total.pop(_MINE),
        unassigned=total.pop(_UNASSIGNED),
        queues=total,
        accounts={str(account): counted["waiting"] for account, counted in by_account.items() if counted["waiting"]},
    )


def undelivered_states(workspace: Workspace, chat_ids: Iterable[int]) -> dict[int, str]:
    """The worst state among the undelivered replies of each of these chats."""
    states = [state.value for state in WORST_LAST]
    with connection.cursor() as cursor:
        cursor.execute(UNDELIVERED, {"workspace": workspace.pk, "chats": list(chat_ids), "states": states})
        return {chat_id: states[place - 1] for chat_id, place in cursor.fetchall()}


def data_fresh_at(workspace: Workspace) -> datetime | None:
    """The oldest freshness among the accounts that are connected."""
    with connection.cursor() as cursor:
        limit = None if workspace.account_limit is None else list(workspace.account_limit)
        cursor.execute(OLDEST_FRESHNESS, {"workspace": workspace.pk, "accounts": limit})
        oldest: datetime | None = cursor.fetchone()[0]
    return oldest


def _filtered(workspace: Workspace, filters: InboxFilters) -> ChatQuerySet:
    chats = Chat.objects.for_workspace(workspace).listed()
    if filters.chat_accounts:
        chats = chats.filter(chat_account__in=filters.chat_accounts)
    if filters.marketplace:
        chats = chats.filter(chat_account__marketplace=filters.marketplace)
    if filters.unread:
        chats = chats.unread()
    chats = chats.filter(_of_assignee(filters))
    return _search(chats, filters.search.strip()) if filters.search.strip() else chats


def _of_assignee(filters: InboxFilters) -> Q:
    if filters.is_unassigned:
        return Q(assignee=None)
    return Q() if filters.assignee is None else Q(assignee=filters.assignee)


def _search(chats: ChatQuerySet, text: str) -> ChatQuerySet:
    """An order, posting or product number that fits exactly; else words of the messages or the end of a buyer's id."""
    posting = POSTING.fullmatch(text)
    exact = chats.filter(Q(order_number__in=[text, *([posting["order"]] if posting else [])]) | Q(sku=text))
    if exact.exists():
        return exact
    words = SearchQuery(text, config="russian", search_type="websearch")
    said = Message.objects.annotate(words=searched_words()).filter(words=words).values("chat")
    # A union and not an OR: each part has an index of its own.
    return chats.filter(pk__in=said.union(_of_buyer(chats, text).values("pk")))


def _of_buyer(chats: ChatQuerySet, text: str) -> ChatQuerySet:
    """By the end of the buyer's id, which is all that some marketplaces tell, or by the name."""
    if BUYER_TAIL.fullmatch(text):
        return chats.annotate(backwards=Reverse("buyer_external_id")).filter(backwards__startswith=text[::-1])
    return chats.filter(buyer_name__gt="", buyer_name__icontains=text)
