"""Chats that a look has found changed and not read yet.

The lists name a chat only while it is among the newest, so what a look has heard of is written down before anything
is read: a look that is cut, or dies, owes the rest to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from chats.models import Chat, ChatAccount
from chats.sync.marks import later, needs_reading
from chats.sync.roster import ToRead
from chats.sync.troubles import RETRIED_AT_ONCE

MOST_AT_ONCE: Final = 500
# The rows are locked in the order in which all others lock them.
REMEMBER: Final = """
WITH told AS (SELECT * FROM unnest(%s::bigint[], %s::text[]) AS told (id, mark)),
  locked AS (SELECT id FROM chats WHERE id = ANY(%s) ORDER BY id FOR UPDATE)
UPDATE chats SET pending_mark = told.mark FROM told JOIN locked USING (id) WHERE chats.id = told.id
"""
# Those whose reads fail come last, and of them only as many count as due as a run tries.
FIND: Final = """
SELECT id, read_failures > 0 AS fails, coalesce(read_not_before > %(now)s, false) AS waits FROM chats
WHERE chat_account_id = %(account)s AND pending_mark > ''
ORDER BY fails, read_not_before NULLS FIRST, id LIMIT %(most)s
"""


def remember_pending(targets: Sequence[ToRead]) -> None:
    """Note what the list said of chats whose history is to be read."""
    told = {target.chat.pk: later(target.mark, target.chat.pending_mark) for target in targets if target.mark}
    new = {
        target.chat.pk: told[target.chat.pk]
        for target in targets
        if target.mark and told[target.chat.pk] != target.chat.pending_mark
    }
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [list(new), list(new.values()), list(new)])


def remember_unread(targets: Sequence[ToRead]) -> None:
    """Note those of them that a run has not read, which may be for its failures or another's success."""
    chats = Chat.objects.in_bulk([target.chat.pk for target in targets])
    left = [ToRead(chat=chats[target.chat.pk], mark=target.mark) for target in targets if target.chat.pk in chats]
    remember_pending([target for target in left if target.mark and needs_reading(target.chat, target.mark)])


@dataclass(frozen=True)
class Pending:
    """What earlier runs have left unread: `left_out` are ids of chats whose reads fail and whose turn it is not, and
    `is_all` says whether the others are all here.
    """

    targets: tuple[ToRead, ...] = ()
    left_out: frozenset[int] = frozenset()
    is_all: bool = True


def pending_chats(account: ChatAccount, *, now: datetime) -> Pending:
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"account": account.pk, "now": now, "most": MOST_AT_ONCE})
        found = cursor.fetchall()
    if not found:
        return Pending()
    chats = Chat.objects.in_bulk([chat_id for chat_id, _fails, _waits in found])
    read = [chat.pk for chat in chats.values() if not needs_reading(chat, chat.pending_mark)]
    if read:
        # Whoever read them knew nothing of the note.
        Chat.objects.filter(pk__in=read).update(pending_mark="")
    left = [(chats[pk], fails, waits) for pk, fails, waits in found if pk in chats and pk not in read]
    good = [chat for chat, fails, _waits in left if not fails]
    due = [chat for chat, fails, waits in left if fails and not waits][:RETRIED_AT_ONCE]
    taken = [*good, *due]
    return Pending(
        targets=tuple(ToRead(chat=chat, mark=chat.pending_mark) for chat in taken),
        left_out=frozenset(chat.pk for chat, _fails, _waits in left) - {chat.pk for chat in taken},
        is_all=len(found) < MOST_AT_ONCE or found[-1][1],
    )
