"""Chats that a look has found changed and not read yet.

The lists name a chat only while it is among the newest, so what a look has heard of is written down before anything
is read: a look that is cut, or dies, owes the rest to the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection

from chats.models import Chat, ChatAccount
from chats.sync.marks import later, needs_reading
from chats.sync.roster import ToRead

MOST_AT_ONCE: Final = 500
# The rows are locked in the order in which all others lock them.
REMEMBER: Final = """
WITH told AS (SELECT * FROM unnest(%s::bigint[], %s::text[]) AS told (id, mark)),
  locked AS (SELECT id FROM chats WHERE id = ANY(%s) ORDER BY id FOR UPDATE)
UPDATE chats SET pending_mark = told.mark FROM told JOIN locked USING (id) WHERE chats.id = told.id
"""
FIND: Final = "SELECT id FROM chats WHERE chat_account_id = %s AND pending_mark > '' ORDER BY id LIMIT %s"


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


def pending_chats(account: ChatAccount) -> tuple[list[ToRead], bool]:
    """What earlier looks have left unread, and whether that is all of it."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [account.pk, MOST_AT_ONCE])
        ids = [chat_id for (chat_id,) in cursor.fetchall()]
    if not ids:
        return [], True
    chats = list(Chat.objects.filter(pk__in=ids).order_by("pk"))
    read = [chat.pk for chat in chats if not needs_reading(chat, chat.pending_mark)]
    if read:
        # Whoever read them knew nothing of the note.
        Chat.objects.filter(pk__in=read).update(pending_mark="")
    left = [ToRead(chat=chat, mark=chat.pending_mark) for chat in chats if chat.pk not in read]
    return left, len(ids) < MOST_AT_ONCE
