"""A page of the chat list against the chats we know: what is new, what changed its state, what is to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection

from chats.models import Chat, ChatAccount
from chats.services.changes import change_feed, record_chat
from chats.services.clock import refresh_clock
from chats.services.drift import note_drift
from chats.sync.marks import has_history, needs_reading
from connectors.records import ChatKind, ChatStatus, RemoteChat

LONGEST_ID = 128
# Two pages of a hundred chats are compared at every look, mostly for nothing: building whole rows for that was a
# third of what a look cost.
FIND_KNOWN: Final = """
SELECT id, external_id, remote_status, change_mark, last_external_id, history_is_complete FROM chats
WHERE chat_account_id = %s AND external_id = ANY(%s)
"""


class KnownChat(NamedTuple):
    """What a page of the list is compared with."""

    id: int
    external_id: str
    remote_status: str
    change_mark: str
    last_external_id: str
    history_is_complete: bool


@dataclass(frozen=True)
class ToRead:
    """A chat to be read, and what the list said of it; None when it is read for another reason."""

    chat: Chat
    mark: str | None


def compare(account: ChatAccount, listed: Sequence[RemoteChat], *, now: datetime) -> list[ToRead]:
    """Take over what the list itself tells and name the chats to be read, in the order of the list.

    Mailings, support and unknown kinds are not stored anew, nor chats in which nothing was written: they cost no call.
    """
    found = {chat.id: chat for chat in listed if is_written_in(chat)}
    known = _known(account, found)
    # A kind that has another name today, or none, does not take away a chat of yesterday.
    wanted = {id_: chat for id_, chat in found.items() if chat.kind is ChatKind.BUYER or id_ in known}
    for renamed in wanted.values():
        if renamed.kind is not ChatKind.BUYER:
            note_drift(account.marketplace, "other_kind", "chats.kind", renamed.kind.value)
    if account.can_read_history and (new := [chat for id_, chat in wanted.items() if id_ not in known]):
        Chat.objects.bulk_create([_new_row(account, chat) for chat in new], ignore_conflicts=True)
        known |= _known(account, [chat.id for chat in new])
    for id_, chat in known.items():
        if wanted[id_].status is not ChatStatus.UNKNOWN and wanted[id_].status.value != chat.remote_status:
            _take_over_status(chat, wanted[id_], now=now)
    if not account.can_read_history:
        return []
    changed = {
        known[id_].id: chat.change_mark
        for id_, chat in wanted.items()
        if id_ in known and needs_reading(known[id_], chat.change_mark or "")
    }
    chats = Chat.objects.in_bulk(list(changed)) if changed else {}
    return [ToRead(chat=chats[pk], mark=mark) for pk, mark in changed.items() if pk in chats]


def is_inbox(chat: RemoteChat) -> bool:
    return chat.kind is ChatKind.BUYER and is_written_in(chat)


def is_written_in(chat: RemoteChat) -> bool:
    """Where the list names no message at all, something unread is a sign of one."""
    is_unread = bool(chat.unread_count) or chat.first_unread_message_id is not None
    is_told_of = has_history(chat.change_mark) or (chat.change_mark is None and is_unread)
    return is_told_of and 0 < len(chat.id) <= LONGEST_ID


def _known(account: ChatAccount, ids: Iterable[str]) -> dict[str, KnownChat]:
    wanted = list(ids)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(FIND_KNOWN, [account.pk, wanted])
        chats = [KnownChat(*row) for row in cursor.fetchall()]
    return {chat.external_id: chat for chat in chats}


def _new_row(account: ChatAccount, chat: RemoteChat) -> Chat:
    return Chat(
        workspace_id=account.workspace_id,
        chat_account=account,
        external_id=chat.id,
        kind=Chat.Kind.BUYER,
        raw_kind=chat.raw_kind[:64],
        remote_status=chat.status.value,
        remote_created_at=chat.created_at,
        buyer_name=(chat.buyer_name or "")[:200],
        buyer_external_id=(chat.buyer_external_id or "")[:64],
        order_number=(chat.order_number or "")[:64],
        sku=(chat.sku or "")[:64],
    )


def _take_over_status(known: KnownChat, listed: RemoteChat, *, now: datetime) -> None:
    with change_feed():
        locked = Chat.objects.select_for_update(of=("self",)).select_related("chat_account").get(pk=known.id)
        locked.remote_status = Chat.RemoteStatus(listed.status.value)
        locked.save(update_fields=["remote_status", "updated_at"])
        refresh_clock(locked, now=now)
        record_chat(locked)
