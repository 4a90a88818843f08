"""Reading the change feed of a workspace from a number on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, NamedTuple

from django.db import connection

from accounts.models import Workspace
from chats.models import Change
from core.errors import DomainError

# Asked by every open inbox every few seconds: written out, it costs a third.
READ_HEAD: Final = "SELECT seq, dropped_up_to FROM change_counters WHERE workspace_id = %s"


class CursorExpired(DomainError):
    """Something after this place is no longer kept: the client reads everything anew."""

    code: ClassVar[str] = "cursor_expired"
    status: ClassVar[int] = 410


class Head(NamedTuple):
    """The last number given, and the last one that is no longer kept."""

    seq: int
    dropped_up_to: int


class ChangeRow(NamedTuple):
    seq: int
    kind: str
    chat_account_id: int | None
    chat_id: int | None
    message_id: int | None
    reply_id: int | None
    notification_id: int | None
    membership_id: int | None
    at: datetime


@dataclass(frozen=True)
class ChangePage:
    changes: list[ChangeRow]
    next_after: int
    has_more: bool


def read_head(workspace: Workspace) -> Head:
    with connection.cursor() as cursor:
        cursor.execute(READ_HEAD, [workspace.pk])
        row = cursor.fetchone()
    return Head(*row) if row else Head(0, 0)


def read_changes(workspace: Workspace, *, after: int, head: Head, limit: int) -> ChangePage:
    """What was committed after this number, without gaps.

    Numbers follow each other in the order of commits, so every row up to the head can be read, and a hole right
    after `after` can only mean that its rows were dropped.
    """
    if after < head.dropped_up_to or after > head.seq:
        raise CursorExpired
    if after == head.seq:
        return ChangePage([], next_after=after, has_more=False)
    rows = Change.objects.for_workspace(workspace).filter(seq__gt=after, seq__lte=head.seq).order_by("seq")
    changes = [ChangeRow(*row) for row in rows.values_list(*ChangeRow._fields)[:limit]]
    if not changes or changes[0].seq != after + 1:
        raise CursorExpired
    last = changes[-1].seq
    return ChangePage(changes, next_after=last, has_more=last < head.seq)
