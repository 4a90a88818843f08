"""Writing the change feed: numbers are taken as the last statement of a transaction.

The counter row of the workspace stays locked from taking the numbers to the commit, so a smaller number is always
committed before a larger one and a reader that saw number N has missed nothing below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from chats.models import Change, Chat

_collected: ContextVar[list[_Pending] | None] = ContextVar("collected_changes", default=None)


@dataclass(frozen=True)
class _Pending:
    workspace_id: int
    kind: Change.Kind
    chat_account_id: int | None
    chat_id: int | None
    message_id: int | None
    reply_id: int | None
    notification_id: int | None
    membership_id: int | None


@contextmanager
def change_feed() -> Iterator[None]:
    """A transaction (or a savepoint inside one) whose recorded changes are written just before its commit."""
    outer = _collected.get()
    if outer is not None:
        kept = len(outer)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            del outer[kept:]
            raise
        return
    pending: list[_Pending] = []
    token = _collected.set(pending)
    try:
        with transaction.atomic():
            yield
            _write(pending)
    finally:
        _collected.reset(token)


def record(
    workspace_id: int,
    kind: Change.Kind,
    *,
    chat_account_id: int | None = None,
    chat_id: int | None = None,
    message_id: int | None = None,
    reply_id: int | None = None,
    notification_id: int | None = None,
    membership_id: int | None = None,
) -> None:
    """Note a change; repeated notes of the same thing in one transaction become one row.

    ``membership_id`` is the only member who is to see it.
    """
    pending = _collected.get()
    if pending is None:
        raise RuntimeError("record() is called inside change_feed()")
    pending.append(
        _Pending(workspace_id, kind, chat_account_id, chat_id, message_id, reply_id, notification_id, membership_id)
    )


def record_chat(chat: Chat) -> None:
    """Note that the chat is to be shown anew."""
    record(chat.workspace_id, Change.Kind.CHAT_UPDATED, chat_account_id=chat.chat_account_id, chat_id=chat.pk)


def _write(pending: list[_Pending]) -> None:
    by_workspace: dict[int, list[_Pending]] = {}
    for change in dict.fromkeys(pending):
        by_workspace.setdefault(change.workspace_id, []).append(change)
    for workspace_id in sorted(by_workspace):
        changes = by_workspace[workspace_id]
        last = _take_numbers(workspace_id, len(changes))
        now = timezone.now()
        Change.objects.bulk_create(
            Change(
                workspace_id=workspace_id,
                seq=last - len(changes) + place,
                kind=change.kind,
                chat_account_id=change.chat_account_id,
                chat_id=change.chat_id,
                message_id=change.message_id,
                reply_id=change.reply_id,
                notification_id=change.notification_id,
                membership_id=change.membership_id,
                at=now,
            )
            for place, change in enumerate(changes, start=1)
        )


def _take_numbers(workspace_id: int, count: int) -> int:
    """Reserve `count` numbers and return the last of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO change_counters (workspace_id, seq, dropped_up_to) VALUES (%s, %s, 0)"
            " ON CONFLICT (workspace_id) DO UPDATE SET seq = change_counters.seq + %s RETURNING seq",
            [workspace_id, count, count],
        )
        row = cursor.fetchone()
    return int(row[0])
